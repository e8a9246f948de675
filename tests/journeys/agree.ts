// The steps of agreeing with a client, for journeys whose matter is something else.
import type { Page } from 'puppeteer-core'
import { tap, tapAll, write } from './hands.ts'

/** Answers of the first three steps for an adult, all of them single choices that go on by themselves. */
export const CLIENT = ['interpreter-none-en', 'age-adult'] as const
export const CONTACT = [
  'wish-not-needed',
  'day-any',
  'reach-worker',
  'between-times',
  'mode-knock-ahead',
  'until-14',
] as const

/** From the list of the day to the step where it is written. */
export async function agreeToWrite(page: Page, to = 'kataja', why = 'support'): Promise<void> {
  await tapAll(page, 'start-send', ...CLIENT, `why-${why}`, `to-${to}`, ...CONTACT)
}

/** From the list of the day up to the screen turned to the client. */
export async function agree(page: Page, situation: string, to = 'kataja'): Promise<void> {
  await agreeToWrite(page, to)
  await tap(page, 'told-situation-yes')
  await write(page, 'situation', situation)
  await tapAll(page, 'told-needs-no', 'told-clarified-no', 'next', 'next')
}
