// A passkey of its own for a page of the browser tests: Chromium's virtual authenticator, which touches and recognises its person by itself.
// With PRF as most telephones and laptops have it, or without as some older ones.
import type { CDPSession, Page } from 'puppeteer-core'

export interface VirtualPasskey {
  /** Recognises nobody any more, as when another person touches it. For good: an authenticator locks itself after such tries. */
  refuse: () => Promise<void>
  /** Is taken away. */
  remove: () => Promise<void>
  /** The authenticator forgets every passkey, as a telephone that was reset. */
  forgetAll: () => Promise<void>
  /** How many passkeys it holds. */
  count: () => Promise<number>
  /** The same passkey, in a browser or a telephone that derives nothing from it. */
  deriveNothing: () => Promise<void>
  /** The counter of signatures of its only passkey goes back: what a cloned authenticator shows. */
  setSignCount: (signCount: number) => Promise<void>
}

/** Gives the page's browser context an authenticator. Before the page asks for a passkey. */
export async function addPasskey(page: Page, { prf }: { prf: boolean }): Promise<VirtualPasskey> {
  const session = await page.createCDPSession()
  await session.send('WebAuthn.enable', { enableUI: false })
  let authenticatorId = await addAuthenticator(session, prf)
  const list = () => credentialsOf(session, authenticatorId)
  return {
    refuse: () => session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false }),
    remove: () => session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId }),
    forgetAll: () => session.send('WebAuthn.clearCredentials', { authenticatorId }),
    deriveNothing: async () => {
      const credentials = await list()
      await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })
      authenticatorId = await addAuthenticator(session, false)
      for (const credential of credentials)
        await session.send('WebAuthn.addCredential', { authenticatorId, credential })
    },
    count: async () => (await list()).length,
    setSignCount: async (signCount) => {
      for (const credential of await list()) {
        const { credentialId } = credential
        await session.send('WebAuthn.removeCredential', { authenticatorId, credentialId })
        await session.send('WebAuthn.addCredential', { authenticatorId, credential: { ...credential, signCount } })
      }
    },
  }
}

async function addAuthenticator(session: CDPSession, prf: boolean): Promise<string> {
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      hasPrf: prf,
    },
  })
  return authenticatorId
}

const credentialsOf = async (session: CDPSession, authenticatorId: string) =>
  (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials
