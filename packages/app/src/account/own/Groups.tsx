// Groups of four signs that are read aloud: large, each on its own, never broken.
import type { VNode } from 'preact'

export function Groups({ groups, test }: { groups: readonly string[]; test: string }): VNode {
  return (
    <p class="digits" data-test={test}>
      {groups.map((group, at) => (
        <span key={at}>{group} </span>
      ))}
    </p>
  )
}
