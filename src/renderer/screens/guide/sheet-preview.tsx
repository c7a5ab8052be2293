// A sheet as it will read, before it is saved anywhere.
import type { Sheet, SheetBlock } from '../../../domain/sheets/sheet'
import { List, Stack, Surface, Table, Text } from '../../components/shapes'
import { Callout } from '../../components/status'

export function SheetPreview({ sheet }: { sheet: Sheet }) {
  return (
    <Surface as="section" padded gap="s3" aria-label="Preview">
      <h3>{sheet.title}</h3>
      <Text tone="quiet">{sheet.subtitle}</Text>
      {sheet.blocks.map((block, at) => (
        // Blocks have no names of their own, and a preview's never move.
        // oxlint-disable-next-line react/no-array-index-key
        <Block key={at} block={block} />
      ))}
    </Surface>
  )
}

function Block({ block }: { block: SheetBlock }) {
  switch (block.kind) {
    case 'heading':
      return <h4>{block.text}</h4>
    case 'subheading':
      return <h5>{block.text}</h5>
    case 'paragraph':
      return <p>{block.text}</p>
    case 'message':
      return <Text written>{block.text}</Text>
    case 'callout':
      return <Callout tone={block.tone} title={block.text} />
    case 'facts':
      return (
        <Stack as="ul" gap="s0">
          {block.rows.map(({ label, value, exact = false }) => (
            <li key={label}>
              {label}: {exact ? <code>{value}</code> : <strong>{value}</strong>}
            </li>
          ))}
        </Stack>
      )
    case 'table':
      return (
        <Table scrolls="Table of the sheet" columns={block.columns}>
          {block.rows.map((cells) => (
            <tr key={cells.join('|')}>
              {block.columns.map((column, at) => (
                <td key={column}>{cells[at]}</td>
              ))}
            </tr>
          ))}
        </Table>
      )
    case 'list':
      return (
        <List kind={block.style === 'numbers' ? 'decimal' : 'disc'} gap="s1">
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </List>
      )
  }
}
