# The server alone: cards are built by HubSpot, and the sandbox is not for production.
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# The workspaces bring what builds and draws cards; nothing of that runs here.
RUN npm ci --omit=dev --workspaces=false --ignore-scripts

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATA_DIR=/data
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json plugin-manifest.json LICENSE ./
COPY src ./src
COPY webhooks ./webhooks
# For the embedded database; with DATABASE_URL it stays empty.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# ROLE says what it does: web, worker, or both. It stops on SIGTERM and lets running work end.
STOPSIGNAL SIGTERM
CMD ["node", "src/main.ts"]
