// Runs one of the installed tools and gives what it said.
import { spawn } from 'node:child_process'
import { NODE, ROOT, inRoot } from './paths.ts'

export interface Said {
  code: number
  stdout: string
  stderr: string
}

/** `script` is a path under node_modules; it runs with this script's own Node, since the machine's may be too old for it. */
export function runTool(script: string, args: string[], cwd: string = ROOT): Promise<Said> {
  return new Promise((resolve, reject) => {
    const child = spawn(NODE, [inRoot(`node_modules/${script}`), ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.on('error', reject)
    child.on('close', (code) => {
      resolve({ code: code ?? 1, stdout, stderr })
    })
  })
}

/** A tool's whole output as one problem, or none when it ended well. */
export function problemOf({ code, stdout, stderr }: Said): string[] {
  return code === 0 ? [] : [`${stdout}${stderr}`.trim() || `ended with ${String(code)}`]
}
