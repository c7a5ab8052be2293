// What main asks about a push in its own window, over its own data. Pure.
import { counted, grouped } from '../../amounts'
import { dayInWords } from '../../date-format'
import type { PushPlan } from './schema'
import type { ConfirmRequest } from '../../confirm-request'
import type { PushDestination } from './plan'
import type { Opened } from './entries'
import type { PushState } from './state'
import { linesOfPush } from './ending'

export function startQuestion(to: PushDestination, plan: PushPlan): ConfirmRequest {
  const lines = counted(plan.lines, 'line')
  const money = (amount: string): string => `${grouped(amount)} ${plan.account.currency ?? ''}`.trim()
  return {
    title: `Push ${lines} to ${to.companyName}?`.slice(0, 200),
    body: [
      `Where: the Xero organisation ${to.organisation ?? 'of this company'}, by the source account “${plan.account.name}” (ends ${plan.account.numberEnd}).`,
      `What: “${plan.statement}”, ${lines} from ${dayInWords(plan.firstDate)} to ${dayInWords(plan.lastDate)}, in ${counted(plan.requests, 'request')}.`,
      `Money in ${money(plan.moneyIn)}, money out ${money(plan.moneyOut)}, closing balance ${money(plan.closingBalance)}.`,
      to.isTrial === true
        ? 'It is a trial organisation.'
        : 'It is not known to be a trial organisation: these lines are booked in real accounts.',
      ...(plan.pushedBefore === null
        ? []
        : [
            `Lines of the same number, dates and sums went to this account on ${dayInWords(plan.pushedBefore.slice(0, 10))}. Pushed again, they are in Xero twice.`,
          ]),
      'Lines that have arrived in Xero can’t be taken back from here.',
    ].map((paragraph) => paragraph.slice(0, 1_000)),
    action: 'Push',
    danger: true,
    typed: to.companyName.slice(0, 200),
  }
}

export function cancelQuestion(state: PushState): ConfirmRequest {
  const { all, arrived, refused } = linesOfPush(state)
  const sent = refused > 0
  return {
    title: 'End this push?',
    body: [
      arrived === 0
        ? `None of its ${counted(all, 'line')} is known to have arrived yet.`
        : `${grouped(String(arrived))} of ${counted(all, 'line')} arrived, and ${arrived === 1 ? 'stays' : 'stay'} in Xero.`,
      sent
        ? `${counted(refused, 'line')} ${refused === 1 ? 'was' : 'were'} sent and refused. Nothing more is sent.`
        : 'What is on its way to Codat is still waited for, and may arrive. Nothing after it is sent.',
    ],
    action: 'End the push',
    danger: true,
  }
}

/** About going on with a push, after pushes were gone on with `often` within minutes. */
export function goOnQuestion({ opened }: PushState, often: number): ConfirmRequest {
  const { target } = opened
  return {
    title: 'Go on with this push?',
    body: [
      `“${opened.statement}” to “${target.accountName}” of ${target.organisation ?? target.companyName}: what hasn’t arrived yet is sent.`,
      `Pushes were gone on with ${often} times within ten minutes. If that wasn’t you, cancel.`,
    ],
    action: 'Go on',
    danger: false,
  }
}

export function answerQuestion(state: PushState, index: number, arrived: boolean): ConfirmRequest {
  const plan = state.chunks[index]?.plan
  const { target } = state.opened
  const where = `the account “${target.accountName}” of ${target.organisation ?? target.companyName}`
  return {
    title: arrived ? 'These lines have arrived?' : 'These lines have not arrived?',
    body: [
      `Request ${index + 1}: ${counted(plan?.lines ?? 0, 'line')} up to ${plan?.lastDate ?? ''}.`,
      arrived
        ? `In Xero, ${where} shows lines up to ${plan?.lastDate ?? ''} and a statement balance of ${grouped(plan?.closingBalance ?? '')}. Latchkey goes on with the next request.`
        : `In Xero, ${where} does not show them. Latchkey sends them again: if they are there after all, they will be there twice.`,
    ].map((paragraph) => paragraph.slice(0, 1_000)),
    action: arrived ? 'They have arrived' : 'They have not arrived',
    danger: !arrived,
  }
}

/** About a push whose journal is damaged; null where nothing of it can be told. */
export function setAsideQuestion(opened: Opened | null): ConfirmRequest {
  const what =
    opened === null
      ? 'Nothing of it can be read: neither the company nor the account.'
      : `It was of “${opened.statement}” to “${opened.target.accountName}” of ${opened.target.organisation ?? opened.target.companyName}, opened on ${opened.at.slice(0, 10)}.`
  return {
    title: 'Set this damaged push aside?',
    body: [
      what,
      'Latchkey can’t tell which of its lines arrived, and sends nothing by it any more. Look in Xero for the last line that arrived first, and push only what comes after it: anything before would be there twice.',
      'Its journal is kept in Latchkey’s folder, its transactions are removed. New pushes to this account are possible then.',
    ].map((paragraph) => paragraph.slice(0, 1_000)),
    action: 'Set it aside',
    danger: true,
  }
}
