// The page's words, read by a person. Shown only when a recording is named in content/clients/sounds.json; nothing is fetched
// before she taps, and the player offers no download, which would stay on her telephone. Never speech by the browser: most of its
// voices send the text to somebody else.
import type { VNode } from 'preact'

export function RecordedSound({ file }: { file: string | undefined }): VNode | null {
  if (file === undefined) return null
  return (
    <p>
      <audio preload="none" controls controlsList="nodownload" src={`/static/${file}`} />
    </p>
  )
}
