// Samples of what only public and neutral pages show: doors, signs, the bar of the guide, numbers, languages.
import type { VNode } from 'preact'
import { ButtonLink } from '../Button.tsx'
import { Choice } from '../Choice.tsx'
import { LargeClover } from '../Clover.tsx'
import { Icon } from '../Icon.tsx'
import { phoneIcon } from '../icons-first.ts'
import { peopleIcon } from '../icons.ts'
import { Sample } from './Sample.tsx'

export function PublicSamples(): VNode {
  return (
    <>
      <Sample name="doors">
        <div class="hero">
          <h1>We help together</h1>
          <LargeClover />
        </div>
        <div class="doors">
          {['I meet people in my work', 'Who helps?'].map((name) => (
            <div class="card door" key={name}>
              <span class="pic">
                <Icon shape={peopleIcon} />
              </span>
              <h2>
                <a href="#door">{name}</a>
              </h2>
              <p>What you noticed, how to ask and what to do next.</p>
            </div>
          ))}
        </div>
      </Sample>
      <Sample name="signs">
        <div class="card signs">
          <Choice checked>Somebody else answers</Choice>
          <Choice>Afraid, hesitates</Choice>
        </div>
        <details class="fold" open>
          <summary>How to ask</summary>
          <p class="say">Is this a good place to talk?</p>
        </details>
      </Sample>
      <Sample name="bar">
        <div class="act">
          <div class="row">
            <ButtonLink href="#leave" quiet>
              Leave
            </ButtonLink>
            <ButtonLink href="tel:112" quiet shape={phoneIcon}>
              Ask
            </ButtonLink>
            <ButtonLink href="#act">What now?</ButtonLink>
          </div>
        </div>
      </Sample>
      <Sample name="links">
        <ul class="big">
          <li>
            <a href="#fi">Suomi</a>
          </li>
          <li>
            <a href="#sv">Svenska</a>
          </li>
        </ul>
        <a class="dial" href="tel:+358295463177">
          <Icon shape={phoneIcon} />
          <bdi dir="ltr">029 546 3177</bdi>
          <span class="at">24 h</span>
        </a>
        <ul class="tongues">
          <li>
            <b lang="vi">Tiếng Việt</b> <span class="say-this">Vietnamese</span>
          </li>
          <li>
            <b lang="so">Soomaali</b> <span class="say-this">Somali</span>
          </li>
        </ul>
      </Sample>
    </>
  )
}
