// Facts as name and value pairs; entries without a value are left out.
import type { ComponentChildren, VNode } from 'preact'

export interface Fact {
  name: string
  value: ComponentChildren
}

export function SummaryList({ facts }: { facts: readonly Fact[] }): VNode {
  const shown = facts.filter((fact) => fact.value !== undefined && fact.value !== null && fact.value !== '')
  return (
    <dl class="facts">
      {shown.flatMap((fact) => [<dt key={`${fact.name} name`}>{fact.name}</dt>, <dd key={fact.name}>{fact.value}</dd>])}
    </dl>
  )
}
