// Every error code, its sentence for a person and the next step. Nothing else in Latchkey words a failure.
import { codatFreeAccountDays, codatFreePlanCompanies } from './facts'
import { unexpected } from './unexpected'

export interface ErrorText {
  /** What happened, calm and short. */
  readonly message: string
  /** What to do now. */
  readonly nextStep: string
}

export const errorTexts = {
  // The border between page and main
  'call.refused': {
    message: 'Latchkey refused a request that did not come from its own window.',
    nextStep: 'Restart Latchkey. If it happens again, look at Activity and tell whoever looks after this machine.',
  },
  'call.bad-input': {
    message: 'Latchkey could not read what was entered.',
    nextStep: 'Check the fields and try again.',
  },
  'call.bad-output': {
    message: 'Latchkey produced an answer it does not trust, so it was not shown.',
    nextStep: 'Try again. If it stays, the log entry named below says what was wrong.',
  },
  'call.unexpected': unexpected,
  'call.cancelled': {
    message: 'You stopped this.',
    nextStep: 'Start it again whenever you like; nothing was changed.',
  },
  'link.unknown': {
    message: 'That link is not one Latchkey opens.',
    nextStep: 'Copy the address and open it yourself if you trust it.',
  },
  'link.not-opened': {
    message: 'Your system did not open the browser.',
    nextStep: 'Copy the address and paste it into a browser.',
  },

  // The vault
  'vault.no-service': {
    message: 'There is no keychain Latchkey can reach on this system.',
    nextStep: 'Start your desktop’s keychain and try again, or keep secrets for this run only.',
  },
  'vault.locked': {
    message: 'Your keychain is locked.',
    nextStep: 'Unlock it, then try again.',
  },
  'vault.denied': {
    message: 'Your keychain refused Latchkey.',
    nextStep: 'Allow Latchkey in the keychain’s own settings, then try again.',
  },
  'vault.too-big': {
    message: 'That value is longer than this system’s keychain can hold.',
    nextStep: 'Check that you pasted only the secret: Xero’s are about 48 characters.',
  },
  'vault.timed-out': {
    message: 'Your keychain did not answer.',
    nextStep: 'Check for an unlock window behind others, then try again.',
  },
  'vault.crashed': {
    message: 'The keychain process ended unexpectedly. Latchkey itself is fine.',
    nextStep: 'Try again; a new one is started.',
  },
  'vault.missing': {
    message: 'The keychain no longer has this secret.',
    nextStep: 'Paste it again. If you can’t find it, generate a new one in Xero.',
  },
  'vault.stopped': {
    message: 'You stopped waiting for the keychain.',
    nextStep: 'Try again when it is unlocked.',
  },
  'vault.resting': {
    message: 'Your keychain did not answer a moment ago, so Latchkey is not asking it again by itself.',
    nextStep: 'Choose “Try the keychain again” when it is ready.',
  },
  'vault.not-text': {
    message: 'That value holds half a character, so no keychain can give it back as it is.',
    nextStep: 'Copy the secret again at its source and paste it here.',
  },
  'vault.full': {
    message: 'This system’s keychain says it has no room left.',
    nextStep: 'Remove entries you no longer need in Credential Manager, then try again.',
  },
  'vault.incomplete': {
    message: 'Your keychain lacks the part that encrypts.',
    nextStep: 'On Debian or Ubuntu, install libqca-qt5-2-plugins for KWallet, log out and in, then try again.',
  },
  'vault.not-kept': {
    message: 'The keychain gave back something else than it was given. What it held before is as it was.',
    nextStep:
      'Check what you pasted: KeePassXC rewrites what stands in { }. Then run “Check this keychain” in Settings.',
  },
  'vault.spoiled': {
    message: 'The keychain gave back something else than it was given, and what it held before could not be put back.',
    nextStep: 'Paste the secret that counts again, or generate a new one, after “Check this keychain” in Settings.',
  },
  'vault.two-copies': {
    message: 'Your keychain holds this secret twice, and Latchkey can’t tell which of the two you mean.',
    nextStep: 'Open your keychain’s own window, delete the older entry of the two, then try again.',
  },
  'vault.unknown': {
    message: 'The keychain answered with something Latchkey does not know.',
    nextStep: 'Run “Check this keychain” in Settings; the log entry has the details.',
  },

  // Records
  'record.missing': {
    message: 'That entry is no longer there.',
    nextStep: 'Go back to the list; it may have been deleted in another window.',
  },
  'record.not-read': {
    message: 'Your system would not let Latchkey read its own files.',
    nextStep: 'Check who owns the Latchkey folder and that the disk is healthy, then try again.',
  },
  'record.newer': {
    message: 'A newer Latchkey wrote this entry, and this one can’t read it.',
    nextStep: 'Update Latchkey. Until then the entry stays as it is.',
  },
  'record.not-written': {
    message: 'Latchkey could not write to its folder.',
    nextStep: 'Check that the disk is not full and the folder is yours, then try again.',
  },

  'record.too-long': {
    message: 'This entry has grown longer than Latchkey keeps.',
    nextStep: 'Shorten its longest notes or remove some, then save again. What was saved before is unchanged.',
  },
  'record.damaged': {
    message: 'What Latchkey kept about this could not be read and was set aside.',
    nextStep: 'Under “Damaged records” in Settings, put the version before it back or begin anew. Then try again.',
  },

  // Rotation and transfer
  'rotation.nothing-to-rotate': {
    message: 'There is no client secret there to rotate.',
    nextStep: 'Paste the secret that Codat holds today, then start the rotation.',
  },
  'rotation.none': {
    message: 'No rotation is under way for this app.',
    nextStep: 'Start one from the app’s secrets.',
  },
  'rotation.too-early': {
    message: 'The old secret is not retired before somebody saw the new one at work.',
    nextStep: 'Paste the new secret into every Codat client, see a connection go through, then retire the old one.',
  },
  'transfer.not-ours': {
    message: 'That file is not a Latchkey export.',
    nextStep: 'Choose a file that Latchkey wrote (JSON, at most 100 MB).',
  },
  'transfer.newer': {
    message: 'A newer Latchkey wrote that file.',
    nextStep: 'Update Latchkey here, then import it again. Nothing was changed.',
  },
  'transfer.not-read': {
    message: 'Your system would not let Latchkey read that file.',
    nextStep: 'Check that it is still there and yours, then choose it again.',
  },
  'transfer.not-written': {
    message: 'Latchkey could not write the file there.',
    nextStep: 'Choose another folder, or free some space, then try again.',
  },
  'transfer.gone': {
    message: 'That import is no longer open.',
    nextStep: 'Choose the file again.',
  },

  // Checking everything again
  'check.no-answer': {
    message: 'Xero did not answer in a way that says anything about the keys.',
    nextStep: 'Check the keys by themselves: that shows what Xero said.',
  },

  // Sheets
  'sheet.not-printed': {
    message: 'Latchkey could not turn this sheet into a PDF.',
    nextStep: 'Try again, or save it as Markdown.',
  },
  'sheet.not-written': {
    message: 'Latchkey could not write the sheet there.',
    nextStep: 'Choose another folder, or free some space, then try again.',
  },

  // Pasting
  'paste.held': {
    message: 'The clipboard holds what looks like a secret.',
    nextStep: 'Paste it into the field of the Xero app or Codat client that it belongs to, or copy something else.',
  },
  'paste.empty': {
    message: 'The clipboard is empty.',
    nextStep: 'Copy the value in Xero, then paste again.',
  },
  'paste.not-text': {
    message: 'The clipboard holds a picture or a file, not text.',
    nextStep: 'Copy the value itself, then paste again.',
  },
  'paste.file-not-read': {
    message: 'That file could not be read.',
    nextStep: 'Look whether it is still there and may be opened, or copy its text and paste that.',
  },
  'paste.file-empty': {
    message: 'That file is empty.',
    nextStep: 'Choose the one that holds the message.',
  },
  'paste.file-not-text': {
    message: 'That file is not text: a picture, a document or an archive can’t be read here.',
    nextStep: 'Open it, copy what it says, and paste that.',
  },
  'paste.gone': {
    message: 'Latchkey no longer has that value.',
    nextStep: 'Paste or type it again.',
  },
  'paste.too-long': {
    message: 'That is far too long to be a key.',
    nextStep: 'Copy only the value in the box, then paste again.',
  },
  'paste.spaces-inside': {
    message: 'There is a space in the middle, and Xero’s keys have none.',
    nextStep: 'Copy the value again, alone, then paste.',
  },
  'paste.not-practice': {
    message: 'This is practice mode, and that may be a real secret, so it was not stored.',
    nextStep: 'Use a practice secret (they begin with PRACTICE), or leave practice mode.',
  },

  // Codat
  'codat.key-refused': {
    message: 'Codat did not accept this API key.',
    nextStep: 'Copy the key again in Codat’s portal, under Developers, API keys. It may have been deleted there.',
  },
  'codat.payment-required': {
    message: 'Codat says that a limit of its own plan is reached. This is not Xero’s connection limit.',
    nextStep: `Codat’s free plan has ${codatFreePlanCompanies.value} companies, no hourly sync and ends after ${codatFreeAccountDays.value} days: ask your Codat contact.`,
  },
  'codat.forbidden': {
    message: 'Codat knows this API key, but not for what was asked.',
    nextStep: 'Check that the company belongs to this Codat client and that the key is a current one.',
  },
  'codat.not-found': {
    message: 'Codat does not know what was asked for.',
    nextStep: 'Check the company and connection, and that this is the right Codat client: test and production differ.',
  },
  'codat.bad-request': {
    message: 'Codat could not work with what was sent.',
    nextStep: 'Codat’s own words are in the details. Correct that and try again.',
  },
  'codat.conflict': {
    message: 'Codat is still busy with the same request.',
    nextStep: 'Wait a moment, then look whether it was done before you ask again.',
  },
  'codat.idempotency-mismatch': {
    message: 'Codat has seen this request before with other contents.',
    nextStep: 'Look whether the first one was done. Then start again from the beginning.',
  },
  'codat.rate-limited': {
    message: 'Codat asks for a pause: its limit of requests is reached.',
    nextStep: 'Wait as long as shown. The day’s limit starts again at 00:00 UTC.',
  },
  'codat.blocked': {
    message: 'Codat may not offer this at present, for reasons of compliance.',
    nextStep: 'Ask your Codat contact; trying again does not help.',
  },
  'codat.server-error': {
    message: 'Something went wrong at Codat.',
    nextStep: 'Try again in a few minutes. If it stays, give Codat’s support the correlation id in the details.',
  },
  'codat.unavailable': {
    message: 'Codat is not available at the moment.',
    nextStep: 'Look at Codat’s status page, then try again later.',
  },
  'codat.unexpected-status': {
    message: 'Codat answered in a way Latchkey does not know.',
    nextStep: 'Try again. If it stays, the details have what came.',
  },
  'codat.not-json': {
    message: 'Something other than Codat answered: it sent a page instead of data.',
    nextStep: 'Check for a proxy or a sign-in page of your network, then try again.',
  },
  'codat.truncated': {
    message: 'Codat’s answer ended in the middle.',
    nextStep: 'Try again. If it was to change something, look first whether it was done.',
  },
  'codat.unexpected-shape': {
    message: 'Codat’s answer lacks something Latchkey needs.',
    nextStep: 'Try again. If it stays, Codat may have changed its answers: the details have what came.',
  },
  'codat.too-long': {
    message: 'The answer was far longer than Codat’s are.',
    nextStep: 'Check for a proxy between you and Codat, then try again.',
  },
  'codat.slow': {
    message: 'Codat did not answer in time.',
    nextStep: 'Try again. If it was to change something, look first whether it was done.',
  },
  'codat.cut-off': {
    message: 'The connection to Codat ended before an answer came.',
    nextStep: 'Check your network, then try again. If it was to change something, look first whether it was done.',
  },
  'codat.unreachable': {
    message: 'Codat can’t be reached from here.',
    nextStep: 'Check your network, VPN and proxy, then try again. Last known values are kept.',
  },
  'codat.cancelled': {
    message: 'You stopped asking Codat.',
    nextStep: 'Start it again whenever you like.',
  },
  'codat.no-key': {
    message: 'No API key of this Codat client is kept here.',
    nextStep: 'Paste one: in Codat’s portal, under Developers, API keys.',
  },
  'codat.key-name-taken': {
    message: 'This Codat client has a key of that name already; upper and lower case count as the same.',
    nextStep: 'Choose another name, or paste over that key.',
  },

  // The set-up walk
  'guide.no-codat-client': {
    message: 'This set-up has no Codat client yet.',
    nextStep: 'Choose one, or add it with its API key.',
  },
  'guide.no-xero-app': {
    message: 'This set-up has no Xero app yet.',
    nextStep: 'Choose one, or create it first.',
  },
  'guide.no-company': {
    message: 'No company was created from here yet.',
    nextStep: 'Create one, then try again.',
  },
  'guide.no-link': {
    message: 'Codat gave no link that Latchkey would open.',
    nextStep: 'Open the company in Codat’s portal and copy its link there.',
  },
  'guide.on-a-call': {
    message: 'You are on a call, so no secret is shown.',
    nextStep: 'End call mode first. Copying and pasting work as usual.',
  },
  'guide.not-on-a-call': {
    message: 'You are on a call, so only what belongs to its set-up is shown and changed.',
    nextStep: 'End call mode first, then try again.',
  },

  // The sign-in test
  'xero.no-client-id': {
    message: 'This Xero app has no client id here yet.',
    nextStep: 'Copy it from the app’s Configuration page in Xero and paste it, then check again.',
  },
  'sign-in.unknown': {
    message: 'That sign-in test is over, or another one took its place.',
    nextStep: 'Start a new one; it takes a minute.',
  },

  // The statement check
  'statement.not-read': {
    message: 'Your system would not let Latchkey read that file.',
    nextStep: 'Check that it is still there and yours, then open it again.',
  },
  'statement.not-written': {
    message: 'Latchkey could not write the file there.',
    nextStep: 'Choose another folder, or free some space, then export again.',
  },
  'statement.gone': {
    message: 'That statement is no longer open.',
    nextStep: 'Open the file again.',
  },
  'statement.changed': {
    message: 'The statement was changed while you were asked, so nothing was sent.',
    nextStep: 'Look once more at what would be pushed, then push it.',
  },
  'statement.crashed': {
    message: 'The process that reads the statement ended unexpectedly. Latchkey itself is fine.',
    nextStep: 'Open the file again. If it stays, the log entry has the details.',
  },
  'statement.not-whole': {
    message: 'This statement has more lines than Latchkey keeps, so an export would lack some.',
    nextStep: 'Export shorter periods from the bank, and open each.',
  },
  'statement.paste-too-long': {
    message: 'That is too much text to paste.',
    nextStep: 'Save it as a file and open the file instead.',
  },

  // Practice
  'practice.off': {
    message: 'That belongs to practice mode, and this isn’t practice mode.',
    nextStep: 'Choose “Try it with practice data” to start Latchkey in practice mode.',
  },
  'practice.not-started': {
    message: 'Practice mode could not start its stand-ins.',
    nextStep: 'Quit other copies of Latchkey in practice mode, then try again.',
  },

  // Bank feeds
  'feeds.no-account': {
    message: 'That source account is no longer among those of the company.',
    nextStep: 'Check the company’s bank feeds again, then choose an account.',
  },
  'feeds.no-company': {
    message: 'That company is no longer among those that Codat has for this Xero app.',
    nextStep: 'Read the companies again, then choose one.',
  },
  'push.missing': {
    message: 'That push is no longer on this machine.',
    nextStep: 'Go back to the list of pushes.',
  },
  'push.damaged': {
    message: 'The journal of this push can’t be read whole, so nothing is sent by it any more.',
    nextStep: 'Look in Xero for the last line that arrived, then push the rest as a new statement.',
  },
  'push.not-damaged': {
    message: 'That push can be read, so it isn’t set aside.',
    nextStep: 'Go on with it, or cancel it.',
  },
  'push.hindered': {
    message: 'This can’t be pushed now.',
    nextStep: 'Look at the plan of the push: it names what stands in the way.',
  },
  'push.not-pushable': {
    message: 'A line of the statement lacks something that a push needs, so nothing was sent.',
    nextStep: 'Check the statement again: each line needs a date, an amount and a balance, in order of dates.',
  },
  'push.not-asked': {
    message: 'There is nothing to be answered about this push any more.',
    nextStep: 'Look at where it stands now.',
  },
  'push.unexpected': {
    message: 'This push stopped on something that Latchkey did not foresee.',
    nextStep:
      'Go on with it: its journal knows what was sent, so nothing is lost or sent twice. If it stops again, save its report, and look in the log for why.',
  },
  'push.nothing-refused': {
    message: 'Nothing of this push was refused, so there is nothing to send anew.',
    nextStep: 'Go on with it instead.',
  },

  // The connections of a Xero app
  'seats.busy': {
    message: 'Latchkey is already freeing connections of this app.',
    nextStep: 'Answer its question or wait until it is done, then try again.',
  },
  'seats.list-not-read': {
    message: 'Xero’s list of this app’s connections could not be read, so nothing was disconnected.',
    nextStep: 'Check the app’s keys, then try again. In My Apps you can disconnect an organisation yourself.',
  },
  'seats.xero-wrong-pair': {
    message: 'Xero did not accept this app’s keys, so it could not be asked for the app’s connections.',
    nextStep: 'Check the client id and secret of the app, then count again.',
  },
  'seats.xero-not-available': {
    message: 'Xero knows this app’s keys, but doesn’t let it list its own connections.',
    nextStep: 'Read the number in My Apps and enter it here, or go by Codat’s companies.',
  },
  'seats.xero-refused': {
    message: 'Xero refused to list this app’s connections.',
    nextStep: 'Try again in a few minutes. Meanwhile the last known values are shown.',
  },
  'seats.xero-no-answer': {
    message: 'Xero did not answer.',
    nextStep: 'Check your network, VPN and proxy, then count again. Last known values are kept.',
  },
  'seats.xero-unreadable': {
    message: 'Xero’s answer was not a list of connections.',
    nextStep: 'Check for a proxy or a sign-in page of your network, then count again.',
  },
  'seats.codat-unknown': {
    message: 'Codat’s last answer doesn’t have that connection.',
    nextStep: 'Check the gauge again, then look at the table of connections.',
  },

  // The partner application
  'partner.waived-needs-reason': {
    message: 'An item is waived only with its reason.',
    nextStep: 'Write why it doesn’t apply, then waive it.',
  },
  'partner.unknown-item': {
    message: 'The checklist no longer has that item.',
    nextStep: 'Open the Partner tab again; your answers are kept.',
  },
  'partner.no-route': {
    message: 'No way to Xero is chosen yet.',
    nextStep: 'Answer the questions and take a route first.',
  },
  'partner.too-much': {
    message: 'There is more text than one application can hold.',
    nextStep: 'Attach long texts as files instead.',
  },
  'partner.not-a-link': {
    message: 'That isn’t an https:// address.',
    nextStep: 'Enter the whole address, from https:// on.',
  },
  'partner.not-checked': {
    message: 'Latchkey hasn’t checked that yet.',
    nextStep: 'Run the checks first, then attach the result.',
  },
  'partner.evidence-secret': {
    message: 'That file holds something that looks like a secret, so it was not attached.',
    nextStep: 'Take the secret out of the file, then attach it.',
  },
  'partner.evidence-too-big': {
    message: 'That file is too big to attach.',
    nextStep: 'Attach at most 25 MB; put longer recordings behind a link.',
  },
  'partner.evidence-not-read': {
    message: 'Your system would not let Latchkey read a file it needs.',
    nextStep: 'Check that it is still there and yours, then try again.',
  },
  'partner.seal-broken': {
    message: 'The dossier that was kept is gone or was changed since it was sealed, so it was not saved.',
    nextStep: 'Use your own copy, or make the dossier again.',
  },
} as const satisfies Record<string, ErrorText>

export type ErrorCode = keyof typeof errorTexts
