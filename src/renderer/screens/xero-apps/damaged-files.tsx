import type { ReactNode } from 'react'
import type { DamagedFile } from '../../../domain/records/damaged'
import { Details } from '../../components/details'
import { Stack } from '../../components/shapes'
import { Callout } from '../../components/status'
import styles from './damaged-files.module.css'

/** Files that could not be read, by name: they spoil nothing else, but nobody should have to wonder. */
export function DamagedFiles({ damaged }: { damaged: readonly DamagedFile[] }) {
  const setAside = damaged.filter(({ setAsideAs }) => setAsideAs !== null)
  const newer = damaged.filter((file) => file.newer)
  const stuck = damaged.filter((file) => file.setAsideAs === null && !file.newer)
  return (
    <>
      {setAside.length > 0 && (
        <Notice title={`${counted(setAside)} could not be read`} files={setAside}>
          {setAside.length > 1 ? 'They were' : 'It was'} set aside unchanged. Everything else is here, and no secret is
          lost.
        </Notice>
      )}
      {stuck.length > 0 && (
        <Notice title={`${counted(stuck)} could not be read`} files={stuck}>
          {stuck.length > 1 ? 'They stay as they are' : 'It stays as it is'}. Everything else is here, and no secret is
          lost.
        </Notice>
      )}
      {newer.length > 0 && (
        <Notice title={`${counted(newer)} of a newer Latchkey`} files={newer}>
          {newer.length > 1 ? 'They stay as they are, and come' : 'It stays as it is, and comes'} back when you update
          this one.
        </Notice>
      )}
    </>
  )
}

function counted(files: readonly DamagedFile[]): string {
  return files.length > 1 ? `${files.length} files` : 'A file'
}

function Notice({ title, files, children }: { title: string; files: readonly DamagedFile[]; children: ReactNode }) {
  return (
    <div className={styles.notice}>
      <Callout tone="watch" title={title}>
        <p>{children}</p>
        <Details summary="Which">
          <Stack as="ul" gap="s2" small>
            {files.map(({ file, reason, setAsideAs, previousKept }) => (
              <li key={file}>
                <code>{file}</code>: {reason}.
                {setAsideAs !== null && (
                  <>
                    {' '}
                    Now named <code>{setAsideAs}</code>
                    {previousKept && '; the version before it is kept beside it'}.
                  </>
                )}
              </li>
            ))}
          </Stack>
        </Details>
      </Callout>
    </div>
  )
}
