// Samples of what public pages and the app both show, in every state. Under two sets of sheets they must look alike.
import type { VNode } from 'preact'
import { Button, ButtonLink } from '../Button.tsx'
import { ChipLinks, Chips } from '../Chips.tsx'
import { Choice, Choices } from '../Choice.tsx'
import { DayField, TimeField, halfHours } from '../DayTime.tsx'
import { ErrorSummary } from '../ErrorSummary.tsx'
import { Field, SelectField, TextField } from '../Field.tsx'
import { Icon } from '../Icon.tsx'
import { Note } from '../Note.tsx'
import { QrCode } from '../QrCode.tsx'
import { SummaryList } from '../SummaryList.tsx'
import { Tag } from '../Tag.tsx'
import * as first from '../icons-first.ts'
import * as later from '../icons.ts'
import { NumberSamples } from './NumberSamples.tsx'
import { Sample, nothing } from './Sample.tsx'

const LONG = 'Lastensuojeluilmoituksen tekeminen ja maahanmuuttoviranomaiset'
const AGES = [
  { value: 'adult', text: 'Adult' },
  { value: 'child', text: 'Child' },
  { value: 'unsure', text: 'Unsure' },
]
const ANSWERS = [
  { value: 'told', text: 'Is told' },
  { value: 'not', text: 'Is not told' },
]
const HELP = [
  { value: 'work', text: 'Advice about work' },
  { value: 'permit', text: 'Residence permit' },
  { value: 'long', text: LONG },
]

export function SharedSamples(): VNode {
  return (
    <>
      <Sample name="headings">
        <h1>What did you notice?</h1>
        <p class="lead">Nothing leaves before the client has said yes.</p>
        <h2>Who could help</h2>
        <p>
          A line of text with <a href="#link">a link in it</a> and a <b>word that counts</b>.
        </p>
        <h3>{LONG}</h3>
        <p class="hint">What the client wants them to know. Two or three sentences are enough.</p>
        <p class="small">Checked on 30.11.2026.</p>
      </Sample>
      <Sample name="shapes">
        <p class="row">
          {Object.entries({ ...first, ...later }).map(([name, shape]) => (
            <Icon key={name} shape={shape} />
          ))}
        </p>
      </Sample>
      <Sample name="square">
        <QrCode text="000000000000000000000000" label="The code as a square" />
      </Sample>
      <NumberSamples />
      <Buttons />
      <Tags />
      <Sample name="notes">
        <Note>
          <p>No name, no address. The receiver knows the case by its reference K7.</p>
        </Note>
        <Note tone="wait" shape={first.clockIcon}>
          <p>
            The permission ends in three days. <a href="#renew">Ask the client</a>
          </p>
        </Note>
        <Note role="status">One sentence without a paragraph.</Note>
      </Sample>
      <Sample name="card">
        <div class="card">
          <h2>{LONG}</h2>
          <p>A sheet on the ground.</p>
        </div>
      </Sample>
      <Sample name="fold">
        <details open>
          <summary>Are you two alone?</summary>
          <p>If not, arrange a moment before you ask anything.</p>
        </details>
        <details>
          <summary>{LONG}</summary>
          <p>Folded away.</p>
        </details>
      </Sample>
      <Sample name="facts">
        <SummaryList
          facts={[
            { name: 'Phone', value: <bdi dir="ltr">029 546 3177</bdi> },
            { name: LONG, value: 'Everybody' },
          ]}
        />
      </Sample>
      <ChoiceSamples />
      <FieldSamples />
      <ErrorSamples />
    </>
  )
}

function Buttons(): VNode {
  return (
    <Sample name="buttons">
      <div class="buttons">
        <Button>Go on</Button>
        <Button shape={first.plusIcon}>Refer a client</Button>
        <Button quiet>Propose another</Button>
        <Button bare>Back</Button>
        <Button busy>Sending</Button>
        <Button pressed quiet>
          Pressed
        </Button>
        <ButtonLink href="#go" quiet shape={first.phoneIcon}>
          {LONG}
        </ButtonLink>
      </div>
    </Sample>
  )
}

function Tags(): VNode {
  return (
    <Sample name="tags">
      <p class="row">
        <Tag shape={first.freshIcon} tone="wait">
          New
        </Tag>
        <Tag shape={first.messageIcon} tone="wait">
          New message
        </Tag>
        <Tag shape={first.waitingIcon}>Waits for an answer</Tag>
        <Tag shape={first.calendarIcon} tone="time">
          Time proposed
        </Tag>
        <Tag shape={first.checkIcon} tone="ok">
          Time agreed
        </Tag>
        <Tag shape={first.endedIcon}>Ended</Tag>
        <Tag shape={first.crossIcon}>Could not help</Tag>
      </p>
    </Sample>
  )
}

function ChoiceSamples(): VNode {
  return (
    <Sample name="choices">
      <Choices legend="What would help?" hint="Several may hold." id="would-help">
        <Choice name="help" value="1" hint="Someone to talk to">
          Support
        </Choice>
        <Choice name="help" value="2" checked>
          {LONG}
        </Choice>
      </Choices>
      <Choices legend="Who interprets?" id="interprets" error="Choose one, or “not asked”.">
        <Choice type="radio" name="interprets" value="a" checked>
          An interpreter
        </Choice>
        <Choice type="radio" name="interprets" value="b">
          Not asked
        </Choice>
      </Choices>
      <Chips legend="Who is it about?" name="age" segments options={AGES} chosen={['child']} onChoose={nothing} />
      <Chips legend="Situation" name="told" options={ANSWERS} chosen={[]} onChoose={nothing} />
      <Chips legend="Help" name="needs" several options={HELP} chosen={['permit']} onChoose={nothing} />
      <ChipLinks
        links={[
          { href: '#2025', text: '2025', current: true },
          { href: '#2024', text: '2024' },
        ]}
      />
    </Sample>
  )
}

function FieldSamples(): VNode {
  return (
    <Sample name="fields">
      <Field
        id="word"
        label="Agreed word"
        hint="An ordinary word, easy to say on the telephone."
        input={{ value: '' }}
      />
      <TextField id="story" label="Situation" under={<span>148 / 600</span>} area={{ value: 'Two sentences.' }} />
      <TextField
        id="story-wrong"
        label="What is sorted out"
        hint="So that nobody has to tell it again."
        error="The text holds an identity code. Take it away to go on."
        area={{ value: '010190-…' }}
      />
      <SelectField
        id="language"
        label="Language"
        selected="fi"
        options={[
          { value: 'fi', text: 'Finnish' },
          { value: 'sv', text: 'Swedish' },
        ]}
      />
      <DayField
        id="day"
        legend="Day"
        hint="The last day is Mon 14.12."
        suits={[
          { value: '2026-12-01', text: 'Tue 1.12.' },
          { value: '2026-12-03', text: 'Thu 3.12.' },
        ]}
        others={[{ value: '2026-12-14', text: 'Mon 14.12., the last day' }]}
        othersLabel="Another day"
        othersEmpty="Choose"
        chosen="2026-12-03"
        onChoose={nothing}
      />
      <TimeField
        id="time"
        label="Begins at"
        empty="Choose"
        times={halfHours(8, 17)}
        show={(time) => time}
        chosen="13:00"
        onChoose={nothing}
      />
    </Sample>
  )
}

function ErrorSamples(): VNode {
  return (
    <Sample name="errors">
      <ErrorSummary
        title="Two things wait"
        errors={[
          { fieldId: 'story-wrong', text: 'What is sorted out: take the identity code away' },
          { fieldId: 'interprets', text: 'Who interprets: choose one' },
        ]}
      />
    </Sample>
  )
}
