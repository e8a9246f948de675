// The paper that the client may take along: digits, and as the client chooses the neutral address, a telephone and the last day. It says
// neither what it is nor whose (docs/working-day.md 11). A6, each line by itself.
import type { VNode } from 'preact'
import type { Day } from '@apila/core/day.ts'
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
  return (
    <PaperLinesChoice
      chosen={sending.paper}
      phone={sending.paperPhone}
      phoneError={errorAt('paper-phone')}
      onLines={(paper) => {
        answer({ paper })
      }}
      onPhone={(paperPhone) => {
        answer({ paperPhone })
      }}
    />
  )
}

interface PaperLinesChoiceProps {
  chosen: readonly PaperLine[]
  phone: string
  phoneError?: string | undefined
  onLines: (lines: PaperLine[]) => void
  onPhone: (phone: string) => void
}

/** What else stands on the paper: the client chooses. */
export function PaperLinesChoice({ chosen, phone, phoneError, onLines, onPhone }: PaperLinesChoiceProps): VNode {
  const { t } = useDesk()
  return (
    <>
      <Chips
        name="paper"
        legend={t('paper.lines')}
        hint={t('paper.lines-hint')}
        several
        options={PAPER_LINES.map((value) => ({ value, text: t(`paper.${value}`) }))}
        chosen={chosen}
        onChoose={(line, isChosen) => {
          onLines(PAPER_LINES.filter((one) => (one === line ? isChosen : chosen.includes(one))))
        }}
      />
      {chosen.includes('telephone') && (
        <Write
          id="paper-phone"
          label={t('paper.phone')}
          hint={t('paper.phone-hint')}
          error={phoneError}
          max={20}
          value={phone}
          onInput={onPhone}
        />
      )}
    </>
  )
}

export function Paper({ digits, sending }: { digits: string; sending: Sending }): VNode {
  const { today } = useDesk()
  return (
    <PaperSheet
      digits={digits}
      chosen={sending.paper}
      phone={sending.paperPhone}
      until={lastDayOf(sending, today)}
      canPrint={sending.keep === 'paper'}
      which={sending.ready.length + sending.more.length > 0 ? whichOf(sending) : null}
    />
  )
}

/** Tells several papers of one sitting apart, and says nothing else. */
const whichOf = ({ ready, more }: Sending): string =>
  `${String(ready.length + 1)}/${String(ready.length + 1 + more.length)}`

interface PaperSheetProps {
  digits: string
  chosen: readonly PaperLine[]
  phone: string
  until: Day
  canPrint: boolean
  /** Which of several papers; null where there is one. */
  which?: string | null
}

/** The paper as it is printed. */
export function PaperSheet({ digits, chosen, phone, until, canPrint, which = null }: PaperSheetProps): VNode {
  const { t, session } = useDesk()
  const lines: Readonly<Record<PaperLine, string>> = {
    address: neutralAddress(session.neutralUrl),
    telephone: phone.trim(),
    'last-day': showDay(until),
  }
  return (
    <div class="preview">
      <div class="paper" data-test="paper">
        {which !== null && <p data-test="paper-which">{which}</p>}
        <p class="digits" data-test="ticket" aria-label={t('paper.label')}>
          {ticketGroups(digits).map((group, at) => (
            <span key={at}>{group}</span>
          ))}
        </p>
        <QrCode text={digits} label={t('paper.square')} />
        {chosen
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
      {canPrint && (
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
