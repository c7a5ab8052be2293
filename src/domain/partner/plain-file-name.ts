/** A file's name as every system takes it; `taken` keeps two of one name apart. */
export function plainFileName(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
    .slice(-80)
  const base = plain === '' ? 'file' : plain
  let candidate = base
  for (let n = 2; taken.has(candidate.toLowerCase()); n += 1) candidate = `${n}-${base}`
  return candidate
}
