// The little that we use of nodemailer, which brings no types.
declare module 'nodemailer' {
  type Options = {
    host: string
    port: number
    secure: boolean
    requireTLS: boolean
    disableFileAccess: boolean
    disableUrlAccess: boolean
    connectionTimeout: number
    greetingTimeout: number
    socketTimeout: number
    tls: { minVersion: 'TLSv1.2'; ca?: string }
    auth?: { user: string; pass: string }
  }
  type Mail = { from: string; to: readonly string[]; subject: string; text: string; xMailer: false }
  export function createTransport(options: Options): { sendMail: (mail: Mail) => Promise<unknown>; close: () => void }
}
