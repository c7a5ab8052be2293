// What there is to do about an app, worst first, each with the place where it is done.
import { Check } from 'lucide-react'
import { codatAddresses } from '../../../domain/facts'
import type { Finding } from '../../../domain/xero-apps/schema'
import type { XeroAppView } from '../../../contract/xero-apps'
import { useAction } from '../../bridge'
import { Button } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { Row, Surface, Text } from '../../components/shapes'
import { ToneIcon } from '../../components/tone-icon'
import { useReplaceApp } from '../../shell/data'
import type { AppPart } from '../../shell/navigation'
import { bySeverity, findingWords, severityTone } from './words'

interface FindingsProps {
  readonly app: XeroAppView
  readonly show: (part: AppPart) => void
}

/** Said by the slots themselves, where it is also mended. */
const saidElsewhere: ReadonlySet<Finding['code']> = new Set([
  'client-id-missing',
  'secret-missing',
  'secret-unchecked',
  'secret-refused',
])

export function Findings({ app, show }: FindingsProps) {
  const findings = bySeverity(app.findings.filter(({ code }) => !saidElsewhere.has(code)))
  if (findings.length === 0) return null
  return (
    <section aria-label="To do">
      <Surface as="ul" lined>
        {findings.map((finding) => {
          const { title, text } = findingWords(finding)
          return (
            <Row as="li" gap="s3" oneLine led inset key={`${finding.code}-${finding.slot ?? ''}`}>
              <ToneIcon tone={severityTone[finding.severity]} />
              <div>
                <Text as="h2" minor>
                  {title}
                </Text>
                <Text tone="soft" small prose>
                  {text}
                </Text>
              </div>
              <FindingAction finding={finding} app={app} show={show} />
            </Row>
          )
        })}
      </Surface>
    </section>
  )
}

function FindingAction({ finding, app, show }: FindingsProps & { finding: Finding }) {
  switch (finding.code) {
    case 'secret-exposed':
    case 'secret-old':
      return (
        <Button size="small" onPress={() => show('rotation')}>
          Rotate
        </Button>
      )
    case 'rotation-open':
      return (
        <Button size="small" onPress={() => show('rotation')}>
          Go on
        </Button>
      )
    case 'codat-redirect-missing':
      return <AddCodatRedirect app={app} />
    case 'wrong-app-type':
    case 'created-on-unknown':
    case 'company-url-not-https':
    case 'client-id-odd':
      return (
        <Button size="small" onPress={() => show('details')}>
          Open details
        </Button>
      )
    case 'client-id-missing':
    case 'secret-missing':
    case 'secret-refused':
    case 'secret-unchecked':
    case 'secret-unsettled':
      return null
  }
}

function AddCodatRedirect({ app }: { app: XeroAppView }) {
  const update = useAction('updateXeroApp')
  const replace = useReplaceApp()
  const add = async () => {
    const redirectUris = [codatAddresses.redirectUri.value, ...app.redirectUris]
    const after = await update.run({ id: app.id, fields: { redirectUris } })
    if (after) replace(after)
  }
  return (
    <>
      <Button size="small" icon={Check} busy={update.busy} onPress={() => void add()}>
        It is in Xero
      </Button>
      {update.error && <ErrorCard error={update.error} />}
    </>
  )
}
