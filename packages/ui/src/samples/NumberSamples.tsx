// Samples of tables with ranges: one dimension with the year before, and two crossed, each with rows too small to show.
import type { VNode } from 'preact'
import type { ShownTable } from '@apila/core/statistics/shown-table.ts'
import { NumbersTable } from '../NumbersTable.tsx'
import { Sample } from './Sample.tsx'

const row = (code: string, low: number, high: number, isTotal = false) => ({
  code,
  isTotal,
  value: (low + high) / 2,
  low,
  high,
})

const SINGLE: ShownTable = {
  dimensions: ['What stood in the way'],
  groups: [
    {
      code: null,
      rows: [row('All', 296, 326, true), row('Fear', 182, 220), row('An office or a service', 114, 152)],
      weak: { codes: ['Not asked', 'Not known'], limit: 49 },
    },
  ],
  weak: null,
  scale: 326,
  most: null,
  all: null,
}

const CROSSED: ShownTable = {
  ...SINGLE,
  dimensions: ['Main form', 'Age'],
  groups: [{ code: 'Work', rows: [row('All', 135, 180, true), row('Adult', 120, 158)], weak: null }],
  weak: { codes: ['Another form'], limit: 31 },
}

const words = {
  nameOf: (dimension: string, category?: string): string => category ?? dimension,
  rangeHead: 'Range 2025 (0–326, the line is the estimate)',
  weakText: (names: readonly string[], limit: string): string => `${names.join(', ')}: each at most ${limit}.`,
}

export function NumberSamples(): VNode {
  return (
    <>
      <Sample name="numbers">
        <NumbersTable
          {...words}
          caption="What stood in the way, 2025"
          table={SINGLE}
          before={{ head: '2024', rangeOf: (_, code) => (code === 'Fear' ? '169–207' : undefined) }}
        />
      </Sample>
      <Sample name="numbers crossed">
        <NumbersTable {...words} caption="Main form and age, 2025" table={CROSSED} />
      </Sample>
    </>
  )
}
