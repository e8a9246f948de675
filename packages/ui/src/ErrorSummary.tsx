// What to mend before a form can go on, with a link to each field. The only place besides a field's own error that is red.
import type { VNode } from 'preact'

export interface ErrorSummaryProps {
  title: string
  errors: readonly { fieldId: string; text: string }[]
}

export function ErrorSummary({ title, errors }: ErrorSummaryProps): VNode | null {
  if (errors.length === 0) return null
  return (
    <div class="errors" role="alert" aria-labelledby="errors-title" tabIndex={-1}>
      <h2 id="errors-title">{title}</h2>
      <ul>
        {errors.map((error) => (
          <li key={error.fieldId}>
            <a href={`#${error.fieldId}`}>{error.text}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
