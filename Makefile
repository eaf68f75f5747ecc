.PHONY: run test check bench

run:
	dotnet run --project functions

test:
	dotnet test

# What CI runs.
check:
	dotnet restore
	dotnet build --no-restore -warnaserror
	dotnet format --no-restore --verify-no-changes
	dotnet test

# ARGS="--short" for a quick look, ARGS="--only accept" for one part; see tests/Benchmarks/Program.cs.
bench:
	dotnet run --project tests/Benchmarks -c Release -- $(ARGS)
