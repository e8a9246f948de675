// What content/clients holds, checked when the server starts. Who may see it is decided in core/content/client-languages.ts.
import * as z from 'zod'
import { ClientFile, type ClientTexts, wordsToDigest } from '@apila/core/content/client-languages.ts'
import ar from '../../../../content/clients/ar.json' with { type: 'json' }
import fa from '../../../../content/clients/fa.json' with { type: 'json' }
import ru from '../../../../content/clients/ru.json' with { type: 'json' }
import so from '../../../../content/clients/so.json' with { type: 'json' }
import sounds from '../../../../content/clients/sounds.json' with { type: 'json' }
import th from '../../../../content/clients/th.json' with { type: 'json' }
import uk from '../../../../content/clients/uk.json' with { type: 'json' }
import vi from '../../../../content/clients/vi.json' with { type: 'json' }
import { wordDigest } from './word-digest.ts'

export interface NeutralContent {
  clients: readonly ClientTexts[]
  /** File names of recordings by the end of the address: `{"fi/6": "fi-6.opus"}`. A page without one shows no player. The files lie in
   *  content/recordings. */
  sounds: Readonly<Record<string, string>>
}

export const NEUTRAL_CONTENT: NeutralContent = {
  clients: z
    .array(ClientFile)
    .parse([ar, ru, uk, so, fa, vi, th])
    .map((texts) => ({ ...texts, digest: wordDigest(wordsToDigest(texts)) })),
  sounds: z.record(z.string().regex(/^[a-z]{2,3}\/\d+$/), z.string().regex(/^[a-z0-9-]+\.(opus|mp3)$/)).parse(sounds),
}
