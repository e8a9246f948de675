// Two of the three papers, typed or scanned, and what they are: right, mixed up, older, another's, the same twice, or typed wrong and where.
// Nothing of them is kept or sent here.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { readTypedPaper } from '@apila/sealing/organisation/paper-slips.ts'
import { type Paper, type PapersKey, type PapersProblem, plainPaper } from '@apila/sealing/organisation/papers.ts'
import { Button } from '@apila/ui/Button.tsx'
import type { Texts } from '../../content/texts.ts'
import { Write } from '../../controls.tsx'
import { Scanner, hasCamera } from '../../Scanner.tsx'

type Opened = { ok: true; key: PapersKey; seed: Uint8Array } | { ok: false; problem: PapersProblem }
export interface RightPapers {
  key: PapersKey
  seed: Uint8Array
  numbers: [number, number]
}

interface TwoPapersProps {
  texts: Texts
  /** Whose they should be. */
  name: string
  open: (a: Paper, b: Paper) => Promise<Opened>
  onRight: (right: RightPapers) => Promise<void> | void
  /** Something was typed: what was said of the papers before is over. */
  onChange?: () => void
}

type FieldId = 'paper-a' | 'paper-b'

export function TwoPapers({ texts, name, open, onRight, onChange }: TwoPapersProps): VNode {
  const { t } = texts
  const [typed, setTyped] = useState<Readonly<Record<FieldId, string>>>({ 'paper-a': '', 'paper-b': '' })
  const [errors, setErrors] = useState<Readonly<Partial<Record<FieldId, string>>>>({})
  const [problem, setProblem] = useState<PapersProblem | null>(null)
  const [busy, setBusy] = useState(false)
  const write = (id: FieldId) => (text: string) => {
    setTyped((before) => ({ ...before, [id]: text }))
    setErrors((before) => ({ ...before, [id]: undefined }))
    setProblem(null)
    onChange?.()
  }
  const whatIsWrong = (read: Extract<Awaited<ReturnType<typeof readTypedPaper>>, { ok: false }>): string => {
    const where = read.groups.length > 0 ? t('typed.groups', { groups: read.groups.join(', ') }) : null
    if (read.problem === 'slip') return where ?? t('typed.slip')
    return [t(`typed.${read.problem}`), where].filter((each) => each !== null).join(' ')
  }
  const look = async () => {
    const plain = [await readTypedPaper(typed['paper-a']), await readTypedPaper(typed['paper-b'])] as const
    const right = plain.map((read) => (read.ok ? read.paper : null))
    const [a, b] = [
      plain[0].ok ? plain[0] : await readTypedPaper(typed['paper-a'], right[1]),
      plain[1].ok ? plain[1] : await readTypedPaper(typed['paper-b'], right[0]),
    ]
    setErrors({
      ...(a.ok ? {} : { 'paper-a': whatIsWrong(a) }),
      ...(b.ok ? {} : { 'paper-b': whatIsWrong(b) }),
    })
    setProblem(null)
    if (!a.ok || !b.ok) return
    const opened = await open(a.paper, b.paper)
    if (opened.ok) await onRight({ ...opened, numbers: [a.paper.number, b.paper.number] })
    else setProblem(opened.problem)
  }
  return (
    <>
      <PaperField
        texts={texts}
        id="paper-a"
        label={t('typed.label')}
        error={errors['paper-a']}
        value={typed['paper-a']}
        onInput={write('paper-a')}
      />
      <PaperField
        texts={texts}
        id="paper-b"
        label={t('typed.second')}
        error={errors['paper-b']}
        value={typed['paper-b']}
        onInput={write('paper-b')}
      />
      <div role="alert">
        {problem !== null && (
          <p class="error" data-test="papers-problem" data-status={problem}>
            {t(`typed.${problem}`, { name })}
          </p>
        )}
      </div>
      <div class="buttons">
        <Button
          test="try-papers"
          busy={busy}
          onClick={() => {
            setBusy(true)
            void look().finally(() => {
              setBusy(false)
            })
          }}
        >
          {t('typed.try')}
        </Button>
      </div>
    </>
  )
}

interface PaperFieldProps {
  texts: Texts
  id: FieldId
  label: string
  error: string | undefined
  value: string
  onInput: (text: string) => void
}

/** Signs of one paper. */
const PAPER_LENGTH = 108

function PaperField({ texts: { t }, id, label, error, value, onInput }: PaperFieldProps): VNode {
  const [isScanning, setScanning] = useState(false)
  const groups = Math.floor(plainPaper(value).length / 4)
  return (
    <div>
      <Write
        id={id}
        label={label}
        hint={t('typed.hint', { count: groups })}
        error={error}
        rows={4}
        max={300}
        value={value}
        onInput={onInput}
      />
      {isScanning ? (
        <Scanner
          t={t}
          noCamera={t('typed.no-camera')}
          isRight={(text) => plainPaper(text).length === PAPER_LENGTH}
          onFound={(text) => {
            setScanning(false)
            onInput(text.match(/.{1,4}/g)?.join(' ') ?? text)
          }}
          onEnd={() => {
            setScanning(false)
          }}
        />
      ) : (
        hasCamera() && (
          <Button
            test={`scan-${id}`}
            quiet
            onClick={() => {
              setScanning(true)
            }}
          >
            {t('typed.scan')}
          </Button>
        )
      )}
    </div>
  )
}
