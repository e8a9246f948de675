// The three recovery papers of an organisation as sheets to print, one for each envelope.
import type { VNode } from 'preact'
import { todayInFinland } from '../../clock.ts'
import type { Texts } from '../../content/texts.ts'
import { RecoveryPaper } from './RecoveryPaper.tsx'

interface RecoverySheetsProps {
  texts: Texts
  /** Each of 27 groups. */
  papers: readonly string[]
  /** Of the organisation. */
  name: string
  network: string
}

export function RecoverySheets({ texts, papers, name, network }: RecoverySheetsProps): VNode {
  return (
    <>
      {papers.map((text, at) => (
        <RecoveryPaper
          key={at}
          texts={texts}
          n={at + 1}
          text={text}
          organisation={name}
          network={network}
          on={todayInFinland()}
        />
      ))}
    </>
  )
}
