// A page outside: opened by id, in the system's browser. If that fails, the address is there to copy.
import { ExternalLink } from 'lucide-react'
import { type LinkId, links } from '../../domain/links'
import { useAction } from '../bridge'
import { LinkButton } from './button'
import { CopyValue } from './copy'
import { Stack } from './shapes'
import styles from './outside-link.module.css'

export function OutsideLink({ id, children }: { id: LinkId; children?: string }) {
  const open = useAction('openLink')
  const link = links[id]
  return (
    <span>
      <LinkButton onPress={() => void open.run({ id })}>
        {children ?? link.label}
        <ExternalLink className={styles.icon} size={12} aria-label="(opens your browser)" />
      </LinkButton>
      {open.error && (
        <Stack as="span" gap="s1" tone="act" role="alert">
          {open.error.message} {open.error.nextStep}
          <CopyValue value={link.url} copyLabel={`Copy the address of ${link.label}`} />
        </Stack>
      )}
    </span>
  )
}
