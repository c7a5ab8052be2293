import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { cx } from './class-names'
import styles from './tab-strip.module.css'

interface TabStripProps<T extends string> {
  readonly label: string
  readonly tabs: readonly T[]
  readonly words: Record<T, string>
  readonly selected: T
  readonly onSelect: (tab: T) => void
  /** What stands under a tab. */
  readonly children: (tab: T) => ReactNode
  /** Beside something wider. */
  readonly tight?: boolean
}

/** Tabs over what they show, which takes the rest of the height and scrolls. */
export function TabStrip<T extends string>(props: TabStripProps<T>) {
  const { label, tabs, words, selected, onSelect, children, tight = false } = props
  return (
    <Tabs
      className={cx(styles.tabs, tight && styles.tight)}
      selectedKey={selected}
      onSelectionChange={(key) => {
        const next = tabs.find((name) => name === key)
        if (next !== undefined) onSelect(next)
      }}
    >
      <TabList aria-label={label} className={cx(styles.list)}>
        {tabs.map((name) => (
          <Tab key={name} id={name} className={cx(styles.tab)}>
            {words[name]}
          </Tab>
        ))}
      </TabList>
      {tabs.map((name) => (
        <TabPanel key={name} id={name} className={cx(styles.panel)}>
          {children(name)}
        </TabPanel>
      ))}
    </Tabs>
  )
}
