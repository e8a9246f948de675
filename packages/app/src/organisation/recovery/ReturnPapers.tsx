// A return's third step, on one of the two devices: two of the three papers, compared with the roster. What is right is sealed to the device.
import type { VNode } from 'preact'
import { openPapers } from '@apila/sealing/organisation/papers.ts'
import { Heading } from '../../controls.tsx'
import { sealSecrets } from './return-work.ts'
import { TwoPapers } from './TwoPapers.tsx'
import type { ReturnStepProps } from './use-return.ts'

export function ReturnPapers({ texts, here, name }: ReturnStepProps & { name: string }): VNode {
  const { t } = texts
  const { kept, roster, device } = here
  return (
    <>
      <Heading>{t('back.step-papers')}</Heading>
      <p>{t('back.papers-more')}</p>
      {kept && roster && device && (
        <TwoPapers
          texts={texts}
          name={name}
          open={(a, b) => openPapers(roster, kept.offer.organisation, a, b)}
          onRight={async ({ seed }) => {
            await here.act(async () => {
              await here.change({ secrets: await sealSecrets(device, seed) })
            })
          }}
        />
      )}
    </>
  )
}
