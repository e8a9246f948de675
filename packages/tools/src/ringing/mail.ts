// "Something waits." by the organisation's own mail server, over TLS: two words, the same for everything, and nothing of what or for whom.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import * as z from 'zod'
import { Failure, fileFailure } from '../failure.ts'

export const MailSettings = z.strictObject({
  host: z.string().min(1),
  /** 465: TLS from the first byte. Others begin in the clear and must turn to TLS before anything is said (STARTTLS). */
  port: z.int().min(1).max(65_535),
  user: z.string().optional(),
  password: z.string().optional(),
  from: z.email(),
  to: z.array(z.email()).min(1).max(50),
  language: z.enum(['fi', 'sv', 'en']),
  /** Certificates that the mail server's must go back to, where its own house made them. */
  ca: z.string().optional(),
})
export type MailSettings = z.infer<typeof MailSettings>

const WORDS: Readonly<Record<MailSettings['language'], string>> = {
  fi: 'Jotain odottaa.',
  sv: 'Något väntar.',
  en: 'Something waits.',
}

/** How long the mail server may be silent. Unit: ms. */
const PATIENCE_MS = 30_000

/** Null: no mail was asked for. */
export async function readMailSettings(folder: string): Promise<MailSettings | null> {
  const path = join(folder, 'mail.json')
  if (!existsSync(path)) return null
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw fileFailure(path, error)
  })
  try {
    return MailSettings.parse(JSON.parse(text))
  } catch {
    throw new Failure(`${path} does not say host, port, from, to and language rightly; see docs/operating.md.`)
  }
}

export async function sendMail({ host, port, user, password, from, to, language, ca }: MailSettings): Promise<void> {
  const transport = createTransport({
    ...{ host, port, secure: port === 465, requireTLS: true, disableFileAccess: true, disableUrlAccess: true },
    ...{ connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS },
    tls: { minVersion: 'TLSv1.2', ...(ca !== undefined && { ca }) },
    ...(user !== undefined && { auth: { user, pass: password ?? '' } }),
  })
  try {
    await transport.sendMail({ from, to, subject: WORDS[language], text: `${WORDS[language]}\n`, xMailer: false })
  } catch {
    throw new Failure(`${host} has not taken the mail.`)
  } finally {
    transport.close()
  }
}
