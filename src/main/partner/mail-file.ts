// A letter as an .eml file that mail programs open as a draft. Nothing here can send.
import type { LetterView } from '../../domain/partner/schema'

/**
 * The bytes of an unsent message. Message id and date are given: the library's own would carry this machine's name. Without a
 * recipient there is no To line.
 */
export async function mailFile(
  letter: Pick<LetterView, 'to' | 'subject' | 'text'>,
  now: Date,
  id: string,
): Promise<Buffer> {
  // Loaded at the first letter: it is a seventh of main.
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  const composer = new MailComposer({
    ...(letter.to === '' ? {} : { to: letter.to }),
    subject: letter.subject,
    text: letter.text,
    date: now,
    messageId: `<${id}@latchkey.invalid>`,
    headers: { 'X-Unsent': '1' },
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'windows',
  })
  return composer.compile().build()
}
