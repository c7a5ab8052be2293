// Which kinds of records there are, and in which folder each lies.
import { integrationCheckV1 } from '../guide/board-schema'
import { feedEvidence, xeroSaidV1 } from '../bank-feeds/evidence'
import { wordsV1 } from '../bank-feeds/words'
import { codatClientV1 } from '../codat/schema'
import { decisionsV1 } from '../connections/decisions'
import { integrationV1 } from '../guide/schema'
import { partnerApplicationV1 } from '../partner/schema'
import { profileV1 } from '../profile/schema'
import { xeroAppV1 } from '../xero-apps/schema'

export const recordKinds = {
  'xero-app': [xeroAppV1, 'xero-apps'],
  'codat-client': [codatClientV1, 'codat-clients'],
  'set-up': [integrationV1, 'integrations'],
  check: [integrationCheckV1, 'checks'],
  'partner-application': [partnerApplicationV1, 'partner/applications'],
  'seat-decisions': [decisionsV1, 'connections/decisions'],
  'feed-words': [wordsV1, 'bank-feeds/words'],
  'feed-evidence': [feedEvidence, 'bank-feeds/companies'],
  'feed-answers': [xeroSaidV1, 'bank-feeds/apps'],
  profile: [profileV1, 'profiles'],
} as const
