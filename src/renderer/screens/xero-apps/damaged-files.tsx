import type { DamagedFile } from '../../../contract/xero-apps'
import { Details } from '../../components/details'
import { Callout } from '../../components/status'
import styles from './damaged-files.module.css'

/** Files that could not be read, by name: they spoil nothing else, but nobody should have to wonder. */
export function DamagedFiles({ damaged }: { damaged: readonly DamagedFile[] }) {
  if (damaged.length === 0) return null
  const many = damaged.length > 1
  return (
    <div className={styles.notice}>
      <Callout tone="watch" title={many ? `${damaged.length} files could not be read` : 'A file could not be read'}>
        <p>{many ? 'They were' : 'It was'} set aside unchanged. Everything else is here, and no secret is lost.</p>
        <Details summary="Which">
          <ul className={styles.files}>
            {damaged.map((file) => (
              <li key={file.file}>
                <code>{file.file}</code>: {file.reason}. Now named <code>{file.setAsideAs}</code>
                {file.previousKept && '; the version before it is kept beside it'}.
              </li>
            ))}
          </ul>
        </Details>
      </Callout>
    </div>
  )
}
