#!/usr/bin/env bash
# fetch-package.sh <folder> [run]: the package of a run of the workflow `deploy`, or of the last one that succeeded, from what the runs keep.
set -euo pipefail
folder=$1
run=${2:-}

if [[ -z $run ]]; then
    run=$(gh run list --workflow deploy.yml --branch main --status success --limit 1 --json databaseId --jq '.[0].databaseId')
fi
gh run download "$run" --name functions --dir "$folder"
