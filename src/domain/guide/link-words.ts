// Why the first company is linked or isn't, in words. Codat's own sentences are matched, never shown as ours.
// Source of the sentences: https://docs.codat.io/auth-flow/customize/set-up-redirects
import type { Integration } from './schema'
import type { LinkExplained } from './views'
import { type Evidence, secretToJudge } from './evidence'
import { codatLinkHours, codatPortalRoles } from '../facts'
import { acceptedLast } from '../vault/verdict'
import { heldBy } from './step-states'

/** Null while there is no company. */
export function explainLink(integration: Integration, evidence: Evidence): LinkExplained | null {
  const { firstCompany, enabledSeen } = integration
  if (firstCompany === null) return null
  const name = firstCompany.companyName
  switch (firstCompany.state) {
    case 'Linked':
      return heldBy(integration, evidence) === 'proved' ? linked(name) : linkedBefore(name)
    case 'PendingAuth':
      if (enabledSeen?.enabled === false) return notEnabled(name)
      return firstCompany.error === null ? waiting(name) : refused(name, firstCompany.error, integration, evidence)
    case 'Deauthorized':
      return {
        code: 'deauthorized',
        title: `${name} took its consent back`,
        text: 'Someone disconnected the app in Xero, the same Xero login was used for another company, or its tokens lapsed.',
        nextStep: 'Open the link again with a Xero login of its own. The same organisation has to be chosen.',
      }
    case 'Unlinked':
      return {
        code: 'unlinked',
        title: `${name} was unlinked at Codat`,
        text: 'Someone set it to unlinked in Codat. Its connection in Xero may still be taken.',
        nextStep: 'Open the link again, or create another company.',
      }
    case 'gone':
      return {
        code: 'gone',
        title: `Codat no longer knows ${name}`,
        text: 'The company or its connection was deleted at Codat.',
        nextStep: 'Create another company.',
      }
    case 'other':
      return {
        code: 'other',
        title: `${name} is in a state Latchkey doesn’t know`,
        text: 'Codat may have added one.',
        nextStep: 'Look at the company in Codat’s portal.',
      }
  }
}

function linked(name: string): LinkExplained {
  return {
    code: 'linked',
    title: `${name} is linked`,
    text: 'Codat reached Xero with the keys that were pasted: client id and secret are proved.',
    nextStep: 'Go on with what is still open: the app’s header says what stands between it and going live.',
  }
}

function linkedBefore(name: string): LinkExplained {
  return {
    code: 'linked-before',
    title: `${name} is linked, but that proves nothing`,
    text: 'It was linked with keys that Codat held before, and says nothing of those kept here now.',
    nextStep: `Create another company, or make another link for this one after unlinking it. ${codatPortalRoles.value}`,
  }
}

function waiting(name: string): LinkExplained {
  return {
    code: 'waiting',
    title: `${name} waits for its owner`,
    text: `Nobody has come back from Xero yet. A link may work once and for ${codatLinkHours.value} hours only.`,
    nextStep: 'Open the link and allow the connection. If it says that it was used already, make another one.',
  }
}

function notEnabled(name: string): LinkExplained {
  return {
    code: 'not-enabled',
    title: `${name} can’t be linked: Xero is not enabled at Codat`,
    text: 'The link shows nothing of Xero until the toggle in Codat’s portal is on.',
    nextStep: 'Enable Xero at Codat, then open the link again.',
  }
}

function refused(name: string, said: string, integration: Integration, evidence: Evidence): LinkExplained {
  if (/user cancel/i.test(said)) {
    return {
      code: 'cancelled',
      title: `${name} was cancelled at Xero`,
      text: 'Whoever opened the link chose Cancel, or may not connect apps in that organisation.',
      nextStep: 'Open the link again with someone who may connect apps, and choose Allow.',
    }
  }
  if (/another organi[sz]ation/i.test(said)) {
    return {
      code: 'other',
      title: `${name} was connected to another organisation before`,
      text: 'Codat keeps a company to the Xero organisation it was first linked to.',
      nextStep: 'Choose the same organisation, or create another company for this one.',
    }
  }
  return keysSuspect(name, integration, evidence)
}

/** Codat doesn't say that its secret is wrong: it says that something unknown happened after the consent. */
function keysSuspect(name: string, integration: Integration, evidence: Evidence): LinkExplained {
  const held = heldBy(integration, evidence)
  const appName = evidence.app?.name ?? 'this Xero app'
  if (held === 'other-id-shown') {
    return {
      code: 'keys-suspect',
      title: `Codat holds another app’s client id`,
      text: `The consent address shows another client id than that of ${appName}.`,
      nextStep: 'Paste client id and secret at Codat again, both of them, and save.',
    }
  }
  if (held === 'replaced') {
    return {
      code: 'keys-suspect',
      title: 'Codat was given another app’s keys',
      text: `They were pasted at this Codat client after those of ${appName}, and it holds one app’s keys at a time.`,
      nextStep: 'Paste client id and secret at Codat again, both of them, and save.',
    }
  }
  const secret = evidence.app === null ? null : secretToJudge(evidence.app)
  const accepted = secret !== null && acceptedLast(secret)
  return {
    code: 'keys-suspect',
    title: `${name} was not linked: look at the keys at Codat`,
    text: `The owner consented, and then Codat could not get in with what it holds.${accepted ? ' Xero accepts the keys kept here, so those at Codat differ from them.' : ''} Most often the secret there is mistyped, cut off or has a space in it.`,
    nextStep:
      held === 'id-shown'
        ? 'The client id there is right. Paste the secret at Codat again, save, then open the link again.'
        : 'Paste client id and secret at Codat again, save, then open the link again. The address of Xero’s consent page would show which client id Codat uses.',
  }
}
