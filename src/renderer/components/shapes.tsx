// What screens are laid out with: children under each other, beside each other, in columns, in a box, and plain text. Gaps and
// tones are the tokens' own, so that a screen's style sheet holds only what is that screen's.
import { createElement, type HTMLAttributes, type ReactNode, type TableHTMLAttributes } from 'react'
import { cx } from './class-names'
import styles from './shapes.module.css'
import type { Tone } from './tone'

/** Steps of the scale: 2, 4, 8, 12, 16 and 24 pixels. */
type Gap = 's0' | 's1' | 's2' | 's3' | 's4' | 's5'
type Tag =
  | 'div'
  | 'span'
  | 'p'
  | 'pre'
  | 'ul'
  | 'ol'
  | 'li'
  | 'dl'
  | 'section'
  | 'article'
  | 'header'
  | 'footer'
  | 'form'
  | 'label'
type TextTone = Tone | 'soft' | 'quiet'

interface Look extends HTMLAttributes<HTMLElement> {
  /** The element it is, where it is more than a box: a list stays a list. */
  readonly as?: Tag
  readonly tone?: TextTone | undefined
  readonly small?: boolean
  /** A line above, to set it off from what it follows. */
  readonly ruled?: boolean
  /** As wide as a form, a page of text or a wide page at most. */
  readonly width?: 'form' | 'page' | 'wide'
}

interface Arranged extends Look {
  readonly gap: Gap
}

type Align = 'start' | 'center' | 'end' | 'baseline'

function look(kind: string | false | undefined, { as = 'div', tone, small, ruled, width, className, ...rest }: Look) {
  const names = [kind, toneClass(tone), small && styles.small, ruled && styles.ruled, width && styles[width]]
  return createElement(as, { ...rest, className: cx(...names, className) })
}

/** The class that gives text the tone's colour, for elements that aren't `Text`. */
export function toneClass(tone: TextTone | undefined): string | undefined {
  return tone && styles[tone]
}

/** Under each other. Aligned to the start, children are as wide as they need; else as wide as there is room. */
export function Stack({ gap, align, ...rest }: Arranged & { align?: 'start' }) {
  return look(cx(styles.stack, styles[gap], align && styles[align]), rest)
}

interface RowProps extends Arranged {
  /** Centred unless it says otherwise. */
  readonly align?: Align
  readonly justify?: 'between' | 'right'
  /** Stays on one line. */
  readonly oneLine?: boolean
  /** The first child takes what room there is. */
  readonly grow?: boolean
  /** The last child stands at the far end. */
  readonly push?: boolean
}

/** Beside each other, on further lines where there is no room. */
export function Row({ gap, align, justify, oneLine, grow, push, ...rest }: RowProps) {
  const { row, oneLine: single, grow: growing, push: pushing } = styles
  const places = [
    align && styles[align],
    justify && styles[justify],
    oneLine && single,
    grow && growing,
    push && pushing,
  ]
  return look(cx(row, styles[gap], ...places), rest)
}

/** Columns of equal width, as many as fit: of 130, 200 or 290 pixels at least. */
export function Columns({ gap, min, align, ...rest }: Arranged & { min: 's' | 'm' | 'l'; align?: Align }) {
  return look(cx(styles.columns, styles[`columns-${min}`], styles[gap], align && styles[align]), rest)
}

/** A first child that takes what room there is, and what belongs to it beside it; a message about both stands below. */
export function Split({ align = 'end', ...rest }: Look & { align?: Align }) {
  return look(cx(styles.split, styles['s2'], styles[align]), rest)
}

/** A list with bullets, or numbered. */
export function List({ kind, gap, ...rest }: Omit<Arranged, 'as'> & { kind: 'disc' | 'decimal' }) {
  return look(cx(styles.stack, styles[gap], styles[kind]), { as: kind === 'disc' ? 'ul' : 'ol', ...rest })
}

interface SurfaceProps extends Look {
  readonly padded?: boolean
  /** Sunk into the page instead of raised from it. */
  readonly low?: boolean
  /** With the border of something to watch. */
  readonly warned?: boolean
  /** A line between each two children. */
  readonly lined?: boolean
  readonly gap?: Gap
}

/** A box of its own. As `pre` it holds text as it was written. */
export function Surface({ padded, low, warned, lined, gap, ...rest }: SurfaceProps) {
  const { padded: inside, low: sunken, warned: bordered, lined: between } = styles
  const arranged = gap && cx(styles.stack, styles[gap])
  const looks = [padded && inside, low && sunken, warned && bordered, lined && between]
  return look(cx(styles.surface, arranged, ...looks), rest)
}

interface TextProps extends Look {
  readonly strong?: boolean
  /** No wider than reads well. */
  readonly prose?: boolean
  /** On one line, cut off with three dots. */
  readonly cut?: boolean
  /** With the line breaks it was written with. */
  readonly written?: boolean
}

/** A paragraph; as `span`, part of one. */
export function Text({ strong, prose, cut, written, as = 'p', ...rest }: TextProps) {
  const looks = [strong && styles.strong, prose && styles.prose, cut && styles.cut, written && styles.written]
  return look(cx(...looks), { as, ...rest })
}

interface TableProps extends TableHTMLAttributes<HTMLTableElement> {
  readonly columns: readonly ReactNode[]
  /** What it is called where it scrolls, by keyboard too. */
  readonly scrolls?: string
  /** The rows. */
  readonly children: ReactNode
}

/** A table with a head; too wide for its place, it scrolls in it. */
export function Table({ columns, scrolls, children, className, ...rest }: TableProps) {
  return (
    <div
      className={styles.scroll}
      {...(scrolls === undefined ? {} : { role: 'group', 'aria-label': scrolls, tabIndex: 0 })}
    >
      <table className={cx(styles.table, className)} {...rest}>
        <thead>
          <tr>
            {columns.map((name, column) => (
              <th key={column} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}
