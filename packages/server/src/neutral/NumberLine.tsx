// A telephone number to tap, without the name of who answers; where wished with the day when somebody last checked it. Numbers and
// days are those of the service directory.
import type { VNode } from 'preact'
import { showDay } from '@apila/core/content/show-day.ts'
import type { CallUse } from '@apila/core/guide/schema.ts'
import { fillText } from '@apila/core/network/fill.ts'
import type { Library } from '../library/library.ts'
import { getNumber } from '../library/numbers.ts'

export interface NumberLineProps {
  call: CallUse
  library: Library
  /** Words around the day; without them no day is shown. */
  checked?: { numberChecked: string; hoursSeen: string } | undefined
}

export function NumberLine({ call, library, checked }: NumberLineProps): VNode {
  const { phone, service } = getNumber(library, call)
  return (
    <div>
      <a class="phone tel" href={`tel:${phone.number}`}>
        <bdi dir="ltr">{phone.shown}</bdi>
      </a>
      {checked && (
        <p class="small">
          {fillText(checked.numberChecked, { day: showDay(service.checkedOn) })}
          {phone.hoursAsOf !== undefined && ` ${fillText(checked.hoursSeen, { month: showDay(phone.hoursAsOf) })}`}
        </p>
      )}
    </div>
  )
}
