// The text on the clipboard, or why there is none.
import { Failure } from '../domain/failure'
import type { Clipboard } from './ports'

export type NoText = 'empty' | 'not-text'

export async function clipboardText(
  clipboard: Pick<Clipboard, 'readText' | 'hasOnlyOther'>,
): Promise<{ readonly text: string } | { readonly none: NoText }> {
  const text = await clipboard.readText()
  if (text.trim() !== '') return { text }
  return { none: (await clipboard.hasOnlyOther()) ? 'not-text' : 'empty' }
}

/** The text. Raises `paste.empty` and `paste.not-text`. */
export async function pastedText(clipboard: Pick<Clipboard, 'readText' | 'hasOnlyOther'>): Promise<string> {
  const read = await clipboardText(clipboard)
  if ('none' in read) throw new Failure(`paste.${read.none}`)
  return read.text
}
