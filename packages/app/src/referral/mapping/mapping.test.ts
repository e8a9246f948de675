// The map of the situation holds what was tapped last, and a tap can be taken back; no topic has to be spoken of.
import test from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { Elsewhere, Mapping, NOTHING_MAPPED, Topic, TopicAnswer, answerTopic, wantedNow, warningOf } from './mapping.ts'

const tap = fc.tuple(fc.constantFrom(...Topic.options), fc.constantFrom(...TopicAnswer.options))

test('after any walk each topic has the answer that stands by its taps, and what nobody spoke of has none', () => {
  fc.assert(
    fc.property(fc.array(tap, { maxLength: 40 }), (taps) => {
      const mapping = taps.reduce((map, [topic, answer]) => answerTopic(map, topic, answer), NOTHING_MAPPED)
      assert.deepEqual(Mapping.parse(mapping), mapping)
      for (const topic of Topic.options) {
        const said = taps.filter(([name]) => name === topic).map(([, answer]) => answer)
        const stands = said.reduce<TopicAnswer | undefined>(
          (now, answer) => (now === answer ? undefined : answer),
          undefined,
        )
        assert.equal(mapping.topics[topic], stands, topic)
      }
      assert.deepEqual(
        wantedNow(mapping),
        Topic.options.filter((topic) => mapping.topics[topic] === 'now'),
      )
      assert.equal(mapping.elsewhere, null)
    }),
    { seed: 2026, numRuns: 500 },
  )
})

test('being a client elsewhere may be unknown or not asked, and there is no place for words', () => {
  assert.deepEqual(Elsewhere.options, ['yes', 'no', 'does-not-know', 'not-asked'])
  for (const wrong of [
    { text: '' },
    { elsewhere: 'Koivu' },
    { topics: { safety: 'a long story' } },
    { topics: { name: 'now' } },
  ])
    assert.equal(Mapping.safeParse({ ...NOTHING_MAPPED, ...wrong }).success, false, JSON.stringify(wrong))
})

test('children are asked about and a return waits until it is clear whether the family is part of it, unless the client says no', () => {
  for (const topic of Topic.options)
    for (const answer of TopicAnswer.options) {
      const expected = answer !== 'no' && (topic === 'children' || topic === 'return') ? topic : null
      assert.equal(warningOf(topic, answerTopic(NOTHING_MAPPED, topic, answer)), expected, `${topic} ${answer}`)
    }
  assert.equal(warningOf('return', NOTHING_MAPPED), null)
})
