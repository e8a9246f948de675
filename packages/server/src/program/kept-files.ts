// Small files that the local program keeps: read whole and checked, written whole or not at all.
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type * as z from 'zod'
import { Refusal } from '../platform/problem.ts'

export function keepWhole(file: string, value: object): void {
  const next = `${file}.next`
  writeFileSync(next, `${JSON.stringify(value)}\n`, { mode: 0o600, flush: true })
  renameSync(next, file)
}

export function readFileOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new Refusal(`${file} cannot be read.`)
  }
}

export function readJson<T extends z.ZodType>(schema: T, text: string, otherwise: string): z.output<T> {
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    throw new Refusal(otherwise)
  }
}
