// What screens are laid out with: children under each other, beside each other, in columns, in a box, and plain text. Gaps and
// tones are the tokens' own, so that a screen's style sheet holds only what is that screen's.
import {
  type ButtonHTMLAttributes,
  createElement,
  type HTMLAttributes,
  type ReactNode,
  type Ref,
  type TableHTMLAttributes,
} from 'react'
import { cx } from './class-names'
import styles from './shapes.module.css'
import { type Tone, toneClass } from './tone'

type Block = 'div' | 'section' | 'article' | 'header' | 'footer' | 'form' | 'fieldset' | 'figure' | 'pre'
type Tag = Block | 'ul' | 'ol' | 'li' | 'p' | 'span' | 'h2' | 'h3' | 'figcaption'
/** Steps of the scale: 2, 4, 8, 12, 16 and 24 pixels. */
type Gap = 's0' | 's1' | 's2' | 's3' | 's4' | 's5'
type Align = 'start' | 'center' | 'end' | 'baseline'
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
  /** A third of the window high at most: more scrolls within it. */
  readonly capped?: boolean
  readonly ref?: Ref<HTMLElement>
}

interface Arranged extends Look {
  readonly gap: Gap
  readonly align?: Align
}

/** Under each other, `divided` by a line below each. Aligned to the start, children are as wide as they need; else as there is room. */
export function Stack({ gap, align, divided, ...rest }: Arranged & { divided?: boolean }) {
  return shape(['stack', gap, align, ...on({ divided })], rest)
}

interface RowProps extends Arranged {
  readonly justify?: 'between' | 'right'
  /** Stays on one line. */
  readonly oneLine?: boolean
  /** The first child takes what room there is. */
  readonly grow?: boolean
  /** The first child is a mark or an icon: the second takes what room there is. */
  readonly led?: boolean
  /** The last child stands at the far end. */
  readonly push?: boolean
  /** Set in from the edges of the surface whose line it is. */
  readonly inset?: boolean
}

/** Beside each other and centred, on further lines where there is no room. */
export function Row({ gap, align, justify, oneLine, grow, led, push, inset, ...rest }: RowProps) {
  return shape(['row', gap, align, justify, ...on({ oneLine, grow, led, push, inset })], rest)
}

/** Columns of equal width, as many as fit: of 130, 180, 230 or 290 pixels at least. */
export function Columns({ gap, min, align, ...rest }: Arranged & { min: 's' | 'm' | 'l' | 'xl' }) {
  return shape(['columns', `columns-${min}`, gap, align], rest)
}

/** A first child that takes what room there is, and what belongs to it beside it; a message about both stands below. */
export function Split({ align = 'end', ...rest }: Look & { align?: Align }) {
  return shape(['split', 's2', align], rest)
}

/** A list with bullets, or numbered. */
export function List({ kind, gap, ...rest }: Omit<Arranged, 'as'> & { kind: 'disc' | 'decimal' }) {
  return shape(['stack', gap, kind], { as: kind === 'disc' ? 'ul' : 'ol', ...rest })
}

interface SurfaceProps extends Look {
  readonly padded?: boolean
  /** Sunk into the page instead of raised from it. */
  readonly low?: boolean
  /** With the border of something to watch. */
  readonly warned?: boolean
  /** A line between each two children. */
  readonly lined?: boolean
  /** In fixed width: another program’s own words. */
  readonly mono?: boolean
  readonly gap?: Gap
}

/** A box of its own. As `pre` it holds text as it was written. */
export function Surface({ padded, low, warned, lined, mono, gap, ...rest }: SurfaceProps) {
  return shape(['surface', gap && 'stack', gap, ...on({ padded, low, warned, lined, mono })], rest)
}

interface LineButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** The first child is a mark or an icon: the second takes what room there is. */
  readonly led?: boolean
}

/** A button that is a whole line of a list and opens what stands below it; an icon of its own turns with it. */
export function LineButton({ led = false, className, ...rest }: LineButtonProps) {
  return <button type="button" className={cx(styles.line, led && styles.led, className)} {...rest} />
}

interface TextProps extends Look {
  readonly strong?: boolean
  /** No wider than reads well. */
  readonly prose?: boolean
  /** On one line, cut off with three dots. */
  readonly cut?: boolean
  /** With the line breaks it was written with. */
  readonly written?: boolean
  /** A heading as large as the text around it. */
  readonly minor?: boolean
  /** Figures of equal width, for what ticks or stands in columns. */
  readonly figures?: boolean
}

/** A paragraph; as `span`, part of one. */
export function Text({ strong, prose, cut, written, minor, figures, ...rest }: TextProps) {
  return shape(on({ strong, prose, cut, written, minor, figures }), { as: 'p', ...rest })
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
  const scrolling = scrolls === undefined ? {} : { role: 'group', 'aria-label': scrolls, tabIndex: 0 }
  return (
    <div className={styles.scroll} {...scrolling}>
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

function shape(names: readonly (string | undefined)[], look: Look) {
  const { as = 'div', tone, small, ruled, width, capped, className, ...rest } = look
  const all = [...names, width, ...on({ small, ruled, capped })].map((name) => name && styles[name])
  return createElement(as, { ...rest, className: cx(...all, tone && colour(tone), className) })
}

function colour(tone: TextTone): string | undefined {
  return tone === 'soft' || tone === 'quiet' ? styles[tone] : toneClass(tone)
}

function on(flags: Record<string, boolean | undefined>): string[] {
  return Object.keys(flags).filter((name) => flags[name])
}
