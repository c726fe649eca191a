using Mho.Experiments.Binding;
using Mho.Vsa.Machines;

namespace Mho.Experiments.Machines;

/// <summary>State machines as JSON files: <c>StateMachine.Load("lock.json")</c> and <c>machine.Save("lock.json")</c>.</summary>
/// <remarks>
/// <c>{ "name": "turnstile", "start": "locked", "edges": [ { "from": "locked", "stimulus": "coin", "to": "open", "output": "click" }, … ] }</c>, and if wanted <c>accepting</c> and
/// <c>states</c>, their order; by <see cref="RecordJson"/>, as experiments are, so that a machine may stand in one too.
/// </remarks>
public static class StateMachineFile
{
    extension(StateMachine)
    {
        /// <summary>Reads a machine.</summary>
        /// <exception cref="InputException">The file is no machine; says in which line and what to write instead.</exception>
        public static StateMachine Load(string file) => RecordJson.Load<StateMachine>(file);
    }

    extension(StateMachine machine)
    {
        /// <summary>Writes the machine, whole or not at all.</summary>
        public void Save(string file) => AtomicFile.Write(file, RecordJson.Write(machine));
    }
}
