// The palette's first answer is the best one (walk, fault 14).
import { expect, test } from 'vitest'
import { found, MOST_FOUND } from './rank-commands'

const command = (label: string, group = 'Settings', keywords = '') => ({ label, group, keywords })
const labels = (commands: Parameters<typeof found>[0], typed: string) =>
  found(commands, typed).map(({ label }) => label)

const themes = ['Light theme', 'Dark theme', 'Theme as the system'].map((label) =>
  command(label, 'Settings', 'theme dark light'),
)

test('what was typed leads, not what merely has the word among its keywords', () => {
  expect(labels(themes, 'dark theme')[0]).toBe('Dark theme')
  expect(labels(themes, 'dark')[0]).toBe('Dark theme')
  expect(labels(themes, 'theme')[0]).toBe('Theme as the system')
})

test('an action and a part of an app’s name find the action on that app', () => {
  const commands = ['Meridian Bank Feeds', 'Brightwater Capital'].flatMap((name) => [
    command(`Open ${name}`, 'Customers', 'Meridian Bank'),
    command(`Rotate the secret of ${name}`, name, 'rotation exposed'),
    command(`Free a connection of ${name}`, name, 'limit full'),
    command(`Connections of ${name}`, name, 'how full gauge'),
  ])
  expect(labels(commands, 'rotate meridian')[0]).toBe('Rotate the secret of Meridian Bank Feeds')
  expect(labels(commands, 'free brightwater')[0]).toBe('Free a connection of Brightwater Capital')
  expect(labels(commands, 'how full')).toEqual([
    'Connections of Meridian Bank Feeds',
    'Connections of Brightwater Capital',
  ])
})

test('accents and case don’t matter, and every word has to be found', () => {
  expect(labels([command('Open Café Zürich')], 'CAFE zurich')).toEqual(['Open Café Zürich'])
  expect(labels([command('Open Café Zürich')], 'cafe bern')).toEqual([])
  expect(labels([command('Open a+b (c)')], 'a+b (c')).toEqual(['Open a+b (c)'])
})

test('as many are given as can be drawn at once', () => {
  const many = Array.from({ length: 200 }, (_, at) => command(`Open app ${at}`))
  expect(found(many, 'open')).toHaveLength(MOST_FOUND)
})
