// The paper that the client may take along: digits, and as the client chooses the neutral address, a telephone and the last day. It says
// neither what it is nor whose (docs/working-day.md 11). A6, each line by itself.
import type { VNode } from 'preact'
import { showDay } from '@apila/core/content/show-day.ts'
import { ticketGroups } from '@apila/sealing/ticket.ts'
import { Chips } from '@apila/ui/Chips.tsx'
import { Icon } from '@apila/ui/Icon.tsx'
import { QrCode } from '@apila/ui/QrCode.tsx'
import { calendarIcon, globeIcon, phoneIcon } from '@apila/ui/icons-first.ts'
import { ActionButton, Write } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { PAPER_LINES, type PaperLine, type Sending, lastDayOf } from './sending.ts'
import type { StepProps } from './steps.ts'

const ICONS = { address: globeIcon, telephone: phoneIcon, 'last-day': calendarIcon }

export function PaperChoice({ sending, answer, errorAt }: StepProps): VNode {
  const { t } = useDesk()
  const choose = (line: PaperLine, isChosen: boolean) => {
    answer({ paper: PAPER_LINES.filter((one) => (one === line ? isChosen : sending.paper.includes(one))) })
  }
  return (
    <>
      <Chips
        name="paper"
        legend={t('paper.lines')}
        hint={t('paper.lines-hint')}
        several
        options={PAPER_LINES.map((value) => ({ value, text: t(`paper.${value}`) }))}
        chosen={sending.paper}
        onChoose={choose}
      />
      {sending.paper.includes('telephone') && (
        <Write
          id="paper-phone"
          label={t('paper.phone')}
          hint={t('paper.phone-hint')}
          error={errorAt('paper-phone')}
          max={20}
          value={sending.paperPhone}
          onInput={(paperPhone) => {
            answer({ paperPhone })
          }}
        />
      )}
    </>
  )
}

export function Paper({ digits, sending }: { digits: string; sending: Sending }): VNode {
  const { t, session, today } = useDesk()
  const lines: Readonly<Record<PaperLine, string>> = {
    address: neutralAddress(session.neutralUrl),
    telephone: sending.paperPhone.trim(),
    'last-day': showDay(lastDayOf(sending, today)),
  }
  return (
    <div class="preview">
      <div class="paper" data-test="paper">
        <p class="digits" data-test="ticket" aria-label={t('paper.label')}>
          {ticketGroups(digits).map((group, at) => (
            <span key={at}>{group}</span>
          ))}
        </p>
        <QrCode text={digits} label={t('paper.square')} />
        {sending.paper
          .filter((line) => lines[line] !== '')
          .map((line) => (
            <div class="point" key={line} data-test={`paper-line-${line}`}>
              <Icon shape={ICONS[line]} />
              <p>
                <bdi dir="ltr">{lines[line]}</bdi>
              </p>
            </div>
          ))}
      </div>
      {sending.keep === 'paper' && (
        <div class="buttons no-print">
          <ActionButton
            test="print"
            quiet
            onClick={() => {
              window.print()
            }}
          >
            {t('paper.print')}
          </ActionButton>
        </div>
      )}
      <p class="hint no-print">{t('paper.more')}</p>
    </div>
  )
}

/** As one types it: without the scheme. Empty where the server has named no neutral host. */
const neutralAddress = (url: string): string => (url === '' ? '' : `${url.replace(/^https?:\/\//, '')}/a`)
