// A telephone number to tap, without the name of who answers. The numbers stand in the service directory; a test compares them.
import type { VNode } from 'preact'

const NUMBERS = {
  danger: { number: '112', shown: '112' },
  advice: { number: '+358295463177', shown: '029 546 3177' },
  place: { number: '+35880005005', shown: '080 005 005' },
  weekdays: { number: '116006', shown: '116 006' },
} as const

export function NumberLine({ call }: { call: keyof typeof NUMBERS }): VNode {
  const { number, shown } = NUMBERS[call]
  return (
    <div>
      <a class="phone tel" href={`tel:${number}`}>
        <bdi dir="ltr">{shown}</bdi>
      </a>
    </div>
  )
}
