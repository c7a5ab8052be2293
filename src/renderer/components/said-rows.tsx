/** What another side said, name by name, in its own words. */
export function SaidRows({ rows }: { rows: readonly (readonly [name: string, value: string | number | null])[] }) {
  return (
    <dl>
      {rows.map(([name, value]) => (
        <div key={`${name} ${value}`} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>
            <code>{value}</code>
          </dd>
        </div>
      ))}
    </dl>
  )
}
