// A telephone number to tap, without the name of who answers; where wished with the day when somebody last checked it. Numbers and
// days are those of the service directory.
import type { VNode } from 'preact'
import { showDay } from '@apila/core/content/show-day.ts'
import { fillText } from '@apila/core/network/fill.ts'
import { getService } from '../library/directory.ts'

const NUMBERS = {
  danger: { number: '112', service: '650e2809-64d1-42a8-baf7-c5105bcc3cbe' },
  advice: { number: '+358295463177', service: 'ceccf31f-0a78-49ad-b5a5-c9ffbeddbb9c' },
  place: { number: '+35880005005', service: '325a228d-1c67-4ef9-a441-a4d2087416ce' },
  weekdays: { number: '116006', service: '43b9d594-e75b-4e23-8355-493c6b435411' },
} as const

export interface NumberLineProps {
  call: keyof typeof NUMBERS
  /** Words around the day; without them no day is shown. */
  checked?: { numberChecked: string; hoursSeen: string } | undefined
}

export function NumberLine({ call, checked }: NumberLineProps): VNode {
  const { number, service } = NUMBERS[call]
  const { phones, checkedOn } = getService(service)
  const phone = phones.find((one) => one.number === number)
  if (phone === undefined) throw new Error('the neutral pages show a number that the directory does not have')
  return (
    <div>
      <a class="phone tel" href={`tel:${number}`}>
        <bdi dir="ltr">{phone.shown}</bdi>
      </a>
      {checked && (
        <p class="small">
          {fillText(checked.numberChecked, { day: showDay(checkedOn) })}
          {phone.hoursAsOf !== undefined && ` ${fillText(checked.hoursSeen, { month: showDay(phone.hoursAsOf) })}`}
        </p>
      )}
    </div>
  )
}
