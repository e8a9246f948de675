// Samples of what only the app shows: rows and marks, steps, answers, conversation, dialogs, what passes.
import type { VNode } from 'preact'
import { AnswersList } from '../AnswersList.tsx'
import { Button, ButtonLink } from '../Button.tsx'
import { Empty } from '../Empty.tsx'
import { Kept } from '../Kept.tsx'
import { Mark } from '../Mark.tsx'
import { Row, Rows } from '../Rows.tsx'
import { Steps, StepsFolded, type StepsProps } from '../Steps.tsx'
import { Tag } from '../Tag.tsx'
import { Toast } from '../Toast.tsx'
import { calendarIcon, checkIcon, freshIcon, penIcon, waitingIcon } from '../icons-first.ts'
import { Sample, nothing } from './Sample.tsx'

export function DeskSamples(): VNode {
  return (
    <>
      <RowSamples />
      <Sample name="marks">
        <p class="row">
          {['K7', 'M4', 'H2', 'P2', 'R9', 'T5', 'V3', 'L8'].map((code, shape) => (
            <Mark key={code} code={code} shape={shape} />
          ))}
          <Mark draft icon={penIcon} />
        </p>
      </Sample>
      <StepSamples />
      <Sample name="answers">
        <div class="card">
          <AnswersList
            changeText="Change"
            onChange={nothing}
            answers={[
              { id: 'client', name: 'Client', value: 'Adult', href: '#client' },
              {
                id: 'situation',
                name: 'Situation',
                value: <span class="quote">Worked eight months. Wants to know whether another job is possible.</span>,
                href: '#situation',
              },
              { id: 'sorted', name: 'What is sorted out', value: <Tag shape={waitingIcon}>Is not told</Tag> },
            ]}
          />
        </div>
      </Sample>
      <Conversation />
      <Sample name="empty">
        <Empty
          title="Nobody waits for you"
          action={
            <ButtonLink href="#send" quiet>
              Refer the first client
            </ButtonLink>
          }
        >
          <p>When another organisation asks whether you can help, it comes here.</p>
        </Empty>
      </Sample>
      <Sample name="passing">
        <Kept shape={checkIcon}>The draft is kept on this device, sealed. At 8.14.</Kept>
        <Kept>Looked at 8.12.</Kept>
        <Toast text="Draft deleted." undoText="Bring back" onUndo={nothing} onGone={nothing} />
      </Sample>
    </>
  )
}

function RowSamples(): VNode {
  return (
    <Sample name="rows">
      <h2>Waits for you</h2>
      <Rows due>
        <Row
          mark={<Mark code="K7" shape={2} />}
          spoken="Reference K7. "
          title="Lantern"
          href="#case"
          onOpen={nothing}
          line="Legal advice: Juniper Legal Advice"
          state={
            <>
              <Tag shape={calendarIcon} tone="time">
                Proposes Tue 8.12. at 13
              </Tag>
              <span class="small">Answer by Wed 2.12.</span>
            </>
          }
        />
        <Row
          mark={<Mark code="M4" shape={1} />}
          spoken="Reference M4. "
          title="Lastensuojeluilmoituksen tekeminen ja neuvontaa, arabia"
          href="#case2"
          line="Aspen Crisis Support asks whether you can help"
          state={
            <Tag shape={freshIcon} tone="wait">
              New
            </Tag>
          }
          action={<Button quiet>Open with the code</Button>}
        />
      </Rows>
      <h2>Not finished</h2>
      <Rows>
        <Row
          mark={<Mark draft icon={penIcon} />}
          title="Referral to legal advice, step 4/7"
          href="#draft"
          line="You put it aside on Fri 27.11. at 15.20"
        />
      </Rows>
    </Sample>
  )
}

const STEPS: StepsProps = {
  at: 'told',
  doneText: ', done',
  onGo: nothing,
  steps: [
    { id: 'client', name: 'Client', done: true, href: '#client' },
    { id: 'receiver', name: 'Receiver', done: true, href: '#receiver' },
    { id: 'told', name: 'What is told', done: false },
    { id: 'check', name: 'Check', done: false },
  ],
}

function StepSamples(): VNode {
  return (
    <Sample name="steps">
      <StepsFolded {...STEPS} where="Step 3/4: What is told" />
      <Steps {...STEPS} />
    </Sample>
  )
}

function Conversation(): VNode {
  return (
    <Sample name="conversation">
      <ol class="stream">
        <li class="day">Monday 30.11.</li>
        <li class="say">
          <div class="small">
            <b>Juniper Legal Advice</b> <span>8.05</span>
          </div>
          <p>Could the client come with the contract?</p>
        </li>
        <li class="say ours">
          <div class="small">
            <b>You</b> <span>8.20</span>
          </div>
          <p>Yes.</p>
        </li>
        <li class="say">
          <div class="slot">
            <div class="leaf-day">
              Tue <b>8</b> 12.
            </div>
            <div>
              <p>At 13, at our place.</p>
              <div class="buttons">
                <Button>Suits</Button>
                <Button quiet>Propose another</Button>
              </div>
            </div>
          </div>
        </li>
      </ol>
    </Sample>
  )
}
