// The partner application of one Xero app: the way, what is handed in, the checklist, the dossier, the review.
import { Handshake, ListChecks, PackageCheck } from 'lucide-react'
import { useState } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useCall, useMainEvent } from '../../bridge'
import { cx } from '../../components/class-names'
import { ErrorCard } from '../../components/error-card'
import { Skeleton } from '../../components/layout'
import { useCommands } from '../../shell/commands'
import { type PartProps, useChange } from './change'
import { ChecklistPanel } from './checklist-panel'
import { DossierPanel } from './dossier-panel'
import { HandedInPanel } from './handed-in-panel'
import choice from '../../components/choice.module.css'
import styles from './partner.module.css'
import { ReviewPanel } from './review-panel'
import { WayPanel } from './way-panel'

const parts = ['way', 'handed-in', 'checklist', 'dossier', 'review'] as const
type Part = (typeof parts)[number]

const partWords: Readonly<Record<Part, string>> = {
  way: 'The way',
  'handed-in': 'What you hand in',
  checklist: 'Checklist',
  dossier: 'Dossier',
  review: 'Review',
}

export function PartnerTab({ appId }: { appId: string }) {
  const { loaded, reload, put } = useCall('getPartner', { appId })
  useMainEvent('connectionsChanged', (changed) => {
    if (changed.appId === appId) reload()
  })
  if (loaded.state === 'loading') return <Skeleton label="Reading the application" />
  if (loaded.state === 'error') return <ErrorCard error={loaded.error} onRetry={reload} />
  return <Application view={loaded.value} put={put} />
}

function Application({ view, put }: PartProps) {
  const [part, setPart] = useState<Part>(view.route === null ? 'way' : 'checklist')
  const [isLed, setLed] = useState(false)
  const checking = useChange('runPartnerChecks', put)
  const making = useChange('makePartnerDossier', put)
  const failed = checking.error ?? making.error
  const { appId, appName: group } = view
  const checkAndMake = async () => {
    setPart('dossier')
    if (await checking.run({ appId })) await making.run({ appId, withClientId: false })
  }
  useCommands([
    ...parts.map((name) => ({
      id: `partner.part.${name}`,
      label: `${partWords[name]}: partner application`,
      group,
      icon: Handshake,
      run: () => setPart(name),
    })),
    ...(view.case === null
      ? []
      : [
          {
            id: 'partner.check',
            label: 'Check what can be checked of the partner application',
            group,
            icon: ListChecks,
            run: () => void checking.run({ appId }),
          },
          {
            id: 'partner.make',
            label: 'Make the partner dossier, without the client id',
            group,
            icon: PackageCheck,
            run: () => void making.run({ appId, withClientId: false }),
          },
        ]),
  ])
  return (
    <Tabs
      className={cx(styles.parts)}
      selectedKey={part}
      onSelectionChange={(key) => {
        const next = parts.find((name) => name === key)
        if (!next) return
        setLed(false)
        setPart(next)
      }}
    >
      <TabList aria-label="Parts of the application" className={cx(choice.segments)}>
        {parts.map((name) => (
          <Tab key={name} id={name} className={cx(choice.segment)}>
            {partWords[name]}
          </Tab>
        ))}
      </TabList>
      {failed && <ErrorCard error={failed} />}
      {(checking.busy || making.busy) && (
        <p role="status">{checking.busy ? 'Checking what can be checked…' : 'Making the dossier…'}</p>
      )}
      <TabPanel id="way" className={cx(styles.panel)}>
        <WayPanel
          view={view}
          put={put}
          onTaken={() => {
            setLed(true)
            setPart('handed-in')
          }}
        />
      </TabPanel>
      <TabPanel id="handed-in" className={cx(styles.panel)}>
        <HandedInPanel view={view} put={put} isLed={isLed} onMake={() => void checkAndMake()} />
      </TabPanel>
      <TabPanel id="checklist" className={cx(styles.panel)}>
        <ChecklistPanel view={view} put={put} showWay={() => setPart('way')} />
      </TabPanel>
      <TabPanel id="dossier" className={cx(styles.panel)}>
        <DossierPanel view={view} put={put} showWay={() => setPart('way')} />
      </TabPanel>
      <TabPanel id="review" className={cx(styles.panel)}>
        <ReviewPanel view={view} put={put} showWay={() => setPart('way')} />
      </TabPanel>
    </Tabs>
  )
}
