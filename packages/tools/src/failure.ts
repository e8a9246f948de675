// What stops a command: one plain sentence and an exit code (1 failed, 2 wrong use).

export class Failure extends Error {
  readonly exitCode: 1 | 2

  constructor(sentence: string, exitCode: 1 | 2 = 1) {
    super(sentence)
    this.name = 'Failure'
    this.exitCode = exitCode
  }
}

/** The plain sentence for an error of the file system. */
export function fileFailure(path: string, error: unknown): Failure {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return new Failure(`There is no file ${path}.`)
  if (code === 'EACCES' || code === 'EPERM') return new Failure(`${path} may not be read or written by this user.`)
  if (code === 'EISDIR') return new Failure(`${path} is a folder, not a file.`)
  if (code === 'ENOSPC') return new Failure(`The disk is full; ${path} was not written.`)
  return new Failure(`${path} could not be read or written.`)
}
