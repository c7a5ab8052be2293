// Words of the company doctor.
import type { CompanyConnection, CompanyFinding } from '../../../domain/company-doctor/schema'
import type { CompanyDoctorAnswer, CompanyVerdict } from '../../../contract/company-doctor'
import type { Tone } from '../../components/tone'

export const findingTone: Record<CompanyFinding['severity'], Tone> = {
  act: 'act',
  watch: 'watch',
  ok: 'ok',
  info: 'info',
}

const stateTones: Record<CompanyConnection['state'], Tone> = {
  Linked: 'ok',
  PendingAuth: 'watch',
  Unlinked: 'neutral',
  Deauthorized: 'act',
  other: 'neutral',
}

export const stateTone = (state: CompanyConnection['state']): Tone => stateTones[state]

/** How a dataset's state looks: what is expected to fail is no fault. */
export function datasetTone({ status, expected }: { status: string; expected: boolean }): Tone {
  if (status === 'Complete') return 'ok'
  if (expected || status === 'NotSupported' || status === 'Cancelled') return 'neutral'
  return status.endsWith('Error') ? 'act' : 'watch'
}

export function writeTone(status: string): Tone {
  if (status === 'Success') return 'ok'
  return status === 'Pending' ? 'watch' : 'act'
}

/** A time of Codat's, which may lack its zone (then it is UTC) or be a day only. */
export function codatTime(at: string): string {
  return /t/i.test(at) && !/(?:z|[+-]\d\d:?\d\d)$/i.test(at) ? `${at}Z` : at
}

type NotSeen = Exclude<CompanyDoctorAnswer, { outcome: 'seen' }>

/** Why there is nothing to show, and what to do. */
export function notSeenWords(answer: NotSeen): { tone: Tone; title: string; text: string } {
  switch (answer.outcome) {
    case 'no-id':
      return {
        tone: 'watch',
        title: 'There is no company’s id in that',
        text: 'Open the company in the Codat portal and copy its address, or copy the id by itself.',
      }
    case 'no-key':
      return {
        tone: 'watch',
        title: 'There is no API key to ask Codat with',
        text: 'Add a Codat client and paste one of its API keys first.',
      }
    case 'unknown-company': {
      const unasked = answer.asked.filter(({ problem }) => problem !== null)
      if (unasked.length === answer.asked.length) {
        return { tone: 'act', title: 'Codat could not be asked', text: 'What it said to each client is below.' }
      }
      return {
        tone: 'act',
        title: 'No Codat client here knows this company',
        text:
          unasked.length > 0
            ? 'Some could not be asked; the reasons are below. It may also belong to a client that isn’t here: test and production differ.'
            : 'It was deleted at Codat, or belongs to a client that isn’t here: test and production differ.',
      }
    }
  }
}

/** What Codat's support asks for, ready to paste into a message. Nothing secret is in it. */
export function supportText({
  company,
  codatClient,
  connections,
  findings,
  datasets,
  pushes,
  at,
}: CompanyVerdict): string {
  const failing = datasets.filter((dataset) => datasetTone(dataset) === 'act')
  const pending = pushes.filter(({ status }) => status !== 'Success')
  return [
    `Company ${company.name} (${company.id}), Codat client ${codatClient.name}, looked at ${at}`,
    ...connections.map(({ id, software, status }) => `Connection ${id} (${software ?? 'unknown software'}): ${status}`),
    ...failing.map(({ dataType, status, at: when, said }) => line(`${dataType}: ${status}`, when, said)),
    ...pending.map(({ key, dataType, status, requestedAt, said }) =>
      line(
        `Push operation ${key ?? 'without a key'} (${dataType ?? 'unknown data type'}): ${status}`,
        requestedAt,
        said,
      ),
    ),
    ...findings.slice(0, 1).map(({ sentence }) => sentence),
  ].join('\n')
}

function line(text: string, at: string | null, said: string | null): string {
  return `${text}${at === null ? '' : `, ${at}`}${said === null ? '' : `: ${said}`}`
}
