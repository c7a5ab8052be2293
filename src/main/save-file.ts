// A file that the user saves where they like.
import writeFileAtomic from 'write-file-atomic'
import { Failure } from '../domain/failure'
import type { FileDialogs } from './ports'

export interface FileToSave {
  /** The dialog's. */
  readonly title: string
  readonly suggestedName: string
  readonly contents: string | Uint8Array
}

/** Lets the user choose where a text goes, and writes it. */
export interface SaveFile {
  save(file: { readonly suggestedName: string; readonly text: string }): Promise<'saved' | 'cancelled'>
}

/** Asks where to, then writes the whole file or nothing. Raises `transfer.not-written`. */
export async function saveFile(
  dialogs: Pick<FileDialogs, 'chooseSave'>,
  { title, suggestedName, contents }: FileToSave,
): Promise<'saved' | 'cancelled'> {
  const chosen = await dialogs.chooseSave({ title, suggestedName })
  if (chosen === null) return 'cancelled'
  const data = typeof contents === 'string' ? contents : Buffer.from(contents)
  await writeFileAtomic(chosen, data).catch((error: unknown) => {
    throw new Failure('transfer.not-written', { cause: error })
  })
  return 'saved'
}
