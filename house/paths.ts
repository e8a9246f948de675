// Where things stand in the project, and a few words that the house's own scripts share.
import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')
export const PACKAGES = ['core', 'disclosure', 'papers', 'sealing', 'ui', 'server', 'app', 'tools'] as const

/** The node that runs this very script: version 24, also where the machine's own is older. */
export const NODE = process.execPath

/** Files under `root` that match one of the patterns, sorted, without built and installed ones. Paths are relative. */
export async function listFiles(patterns: string[], root: string = ROOT): Promise<string[]> {
  const found: string[] = []
  const exclude = (path: string): boolean =>
    /(^|\/)(node_modules|dist(\.[a-z0-9-]+)?|test-results|\.git)(\/|$)/.test(path)
  for await (const path of glob(patterns, { cwd: root, exclude })) found.push(path)
  return [...new Set(found)].sort()
}

/** Whether a file is a test, or stands in a folder `test` because only tests need it: no part of the product. */
export const isTest = (path: string): boolean => /\.test\.tsx?$|^packages\/[^/]+\/src\/(?:.*\/)?test\//.test(path)

export const inRoot = (path: string): string => join(ROOT, path)
