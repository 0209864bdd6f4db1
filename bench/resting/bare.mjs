// What a web process costs before it does anything: Express with one answer.
import express from 'express';

const app = express();
app.get('/healthz', (_request, response) => response.send('ok'));
app.listen(0, '127.0.0.1', () => console.log('duban is running.'));
