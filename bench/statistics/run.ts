// Measurements of the statistics: the published example side by side, and time for many rows.
import './published-example.ts'
import './many-rows.ts'
