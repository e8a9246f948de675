// What a running system is made of, as CycloneDX 1.6: `npm run sbom`. Read from the lockfile, the same each time. npm's own `npm sbom`
// leaves out packages that a tool for development uses too, zod among them.
import { readFile } from 'node:fs/promises'
import { inRoot } from './paths.ts'

interface Locked {
  name?: string
  version?: string
  license?: string
  integrity?: string
  dev?: boolean
  link?: boolean
}

export interface Component {
  type: 'library'
  name: string
  version: string
  purl: string
  licenses: { license: { id: string } }[]
  hashes: { alg: 'SHA-512'; content: string }[]
}

/** Packages of a lockfile that a running system loads; our own are part of the product and not listed. */
export function componentsOf(lockfile: string): Component[] {
  const { packages } = JSON.parse(lockfile) as { packages: Record<string, Locked> }
  return Object.entries(packages).flatMap(([path, { version = '', license, integrity, dev, link }]) => {
    const name = /node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1]
    if (name === undefined || dev === true || link === true) return []
    const digest = /^sha512-(.+)$/.exec(integrity ?? '')?.[1]
    if (digest === undefined) throw new Error(`the lockfile has no SHA-512 for ${name}`)
    return {
      type: 'library' as const,
      name,
      version,
      purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
      licenses: license === undefined ? [] : [{ license: { id: license } }],
      hashes: [{ alg: 'SHA-512' as const, content: Buffer.from(digest, 'base64').toString('hex') }],
    }
  })
}

export async function readComponents(): Promise<Component[]> {
  return componentsOf(await readFile(inRoot('package-lock.json'), 'utf8'))
}

if (import.meta.main) {
  const { name, version } = JSON.parse(await readFile(inRoot('package.json'), 'utf8')) as Record<string, string>
  const metadata = { component: { type: 'application', name, version } }
  const components = await readComponents()
  console.log(JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', metadata, components }, null, 2))
}
