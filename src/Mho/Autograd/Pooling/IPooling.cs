namespace Mho.Autograd;

// One image through a pooling and back.
internal unsafe interface IPooling
{
    static abstract void Forward(in WindowGeometry g, float* x, float* y);

    // Adds to dx.
    static abstract void Backward(in WindowGeometry g, float* x, float* y, float* dy, float* dx);
}
